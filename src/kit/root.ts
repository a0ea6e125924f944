import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The product's folder (the one with package.json), whether run from `src` or from `dist/src`. */
export const ROOT: string = (() => {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder);
  return folder;
})();

/** A path inside the product's folder: views, templates, migrations, public. */
export const inRoot = (...parts: string[]): string => path.join(ROOT, ...parts);

/** The product's version, as its package says. */
export const VERSION = (JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as { version: string }).version;
