// Compiles src and seeds to dist when they are newer; a production install without the compiler runs the dist it was given.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const stamp = path.join(root, 'dist', '.built');
const newest = (folder) =>
  Math.max(
    ...readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(path.join(entry.parentPath, entry.name)).mtimeMs),
  );

const require = createRequire(import.meta.url);
let compiler;
try {
  compiler = require.resolve('typescript/bin/tsc');
} catch {
  if (!existsSync(stamp)) {
    console.error('dist is missing and the compiler is not installed: run npm ci, or npm run build where it is.');
    process.exit(1);
  }
  process.exit(0);
}
const built = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
if (built < Math.max(newest(path.join(root, 'src')), newest(path.join(root, 'seeds')))) {
  console.log('Compiling…');
  const { status } = spawnSync(process.execPath, [compiler, '-p', path.join(root, '.ci', 'tsconfig.build.json')], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stamp, '');
}
