/** What is served under /public: addresses that change with the content, so that browsers may keep files for ever. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inRoot } from './root.js';

const FOLDER = 'public';

/** In the order in which they are read; the first declares the layers. */
const STYLES = ['base', 'shell', 'parts', 'lists', 'forms', 'pages'];
const SCRIPTS = ['shell', 'lists', 'forms', 'fields', 'session', 'choose', 'copy', 'keys'];

/** Without a hash: the stylesheet names it too, and the two addresses must be one. Its version is in its name. */
const FONT = `/${FOLDER}/fonts/inter-4-cautionet.woff2`;

export interface Assets {
  /** Address of a file of `public/`, given as `/cautionet.css`. Throws when there is no such file. */
  readonly asset: (file: string) => string;
  /** The links of every page's head: icon, font, style, scripts. */
  readonly head: () => string;
  /** Names of the icons of the sprite. */
  readonly icons: ReadonlySet<string>;
}

/** `cached`: each file is read once (production); otherwise at each call, so that an edit shows at once. */
export function createAssets({ cached }: { cached: boolean }): Assets {
  const addresses = new Map<string, string>();
  const asset = (file: string): string => {
    const known = addresses.get(file);
    if (known !== undefined) return known;
    const digest = createHash('sha256')
      .update(readFileSync(inRoot(FOLDER, file)))
      .digest('base64url')
      .slice(0, 10);
    const address = `/${FOLDER}${file}?v=${digest}`;
    if (cached) addresses.set(file, address);
    return address;
  };
  const links = (): string =>
    [
      `<link rel="icon" href="${asset('/favicon.svg')}" type="image/svg+xml">`,
      `<link rel="preload" href="${FONT}" as="font" type="font/woff2" crossorigin>`,
      ...STYLES.map((name) => `<link rel="stylesheet" href="${asset(`/css/${name}.css`)}">`),
      ...SCRIPTS.map((name) => `<script type="module" src="${asset(`/js/${name}.js`)}"></script>`),
    ].join('\n');
  const kept = cached ? links() : undefined;
  const sprite = readFileSync(inRoot(FOLDER, 'icones.svg'), 'utf8');
  return {
    asset,
    head: () => kept ?? links(),
    icons: new Set([...sprite.matchAll(/<symbol id="i-([^"]+)"/g)].map(([, name]) => name ?? '')),
  };
}
