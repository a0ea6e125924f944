/**
 * Remakes what public/ holds that comes from packages: the font (Inter, Latin only), the icon sprite (lucide, only ours),
 * and the script of govuk-frontend that its error summary needs. The results are committed: run it after a change of
 * packages or of the list of icons, with `node .ci/assets.mjs`.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const inRoot = (...parts) => path.join(ROOT, ...parts);
const packaged = (...parts) => inRoot('node_modules', ...parts);

const ICONS = `
  archive arrow-down arrow-left arrow-right arrow-up arrow-up-down arrow-up-right badge-check ban banknote bell bookmark building-2
  calendar calendar-clock calendar-days chart-column check chevron-down chevron-left chevron-right chevron-up circle-check circle-dashed
  circle-dot circle-help circle-pause circle-user circle-x clipboard-check clock coins copy download euro external-link eye eye-off
  file-check file-down file-pen file-plus file-search file-spreadsheet file-text file-up file-warning files filter gauge gavel git-branch globe
  handshake history hourglass house id-card inbox info key-round landmark layers link list loader-circle lock lock-open
  log-in log-out mail map-pin megaphone menu message-square minus network octagon-alert paperclip pencil phone plus power power-off printer
  qr-code receipt-text refresh-cw rotate-ccw save scale search search-check send settings shield shield-alert shield-check
  shield-x sliders-horizontal smartphone star timer trash-2 trending-up triangle-alert undo-2 upload user user-check user-plus users
  wallet workflow x`
  .trim()
  .split(/\s+/);

/** lucide renamed these; our pages use the names above. */
const RENAMED = { 'circle-help': 'circle-question-mark' };

function sprite() {
  const symbols = ICONS.map((name) => {
    const svg = readFileSync(packaged('lucide-static', 'icons', `${RENAMED[name] ?? name}.svg`), 'utf8');
    const drawing = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(svg)[1].replace(/\s+/g, ' ').replace(/ \/>/g, '/>').replace(/> </g, '><').trim();
    return `<symbol id="i-${name}" viewBox="0 0 24 24">${drawing}</symbol>`;
  });
  const licence = '<!-- Icons from Lucide (https://lucide.dev), ISC licence: see vendor/lucide/LICENSE -->';
  writeFileSync(inRoot('public', 'icones.svg'), `<svg xmlns="http://www.w3.org/2000/svg">${licence}\n${symbols.join('\n')}\n</svg>\n`);
}

/** Latin letters of western and central Europe, figures, French spaces (U+00A0, U+202F), quotes, currency and arrows. */
function characters() {
  const ranges = [
    [0x20, 0x7e],
    [0xa0, 0x17f],
    [0x218, 0x21b],
    [0x2c6, 0x2dd],
    [0x2010, 0x2026],
    [0x202f, 0x203a],
    [0x20a0, 0x20bf],
  ];
  const others = [0x2002, 0x2009, 0x2044, 0x2116, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x2713];
  const codes = ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
  return String.fromCodePoint(...codes, ...others);
}

async function font() {
  const source = readFileSync(packaged('inter-ui', 'variable', 'InterVariable.woff2'));
  const subset = await subsetFont(source, characters(), {
    targetFormat: 'woff2',
    variationAxes: { wght: { min: 400, max: 700 }, opsz: { min: 14, max: 32 } },
    keepFeatures: ['calt', 'ccmp', 'kern', 'locl', 'mark', 'mkmk', 'tnum', 'zero', 'ss03', 'cv10', 'case'],
  });
  writeFileSync(inRoot('public', 'fonts', 'inter-4-cautionet.woff2'), subset);
}

/** The component as one module, without the source map it would ask for; its version is in its name, since browsers keep it. */
function script(component) {
  const { version } = JSON.parse(readFileSync(packaged('govuk-frontend', 'package.json'), 'utf8'));
  const bundle = readFileSync(packaged('govuk-frontend', 'dist', 'govuk', 'components', component, `${component}.bundle.mjs`), 'utf8');
  writeFileSync(
    inRoot('public', 'vendor', 'govuk', `${component}-${version}.js`),
    bundle.replace(/\n?\/\/# sourceMappingURL=.*\n?$/, '\n'),
  );
}

/** The security-print rosette of the sign-in page: four rings, each one wave drawn once and turned many times. */
function rosette() {
  const [cx, cy] = [360, 312];
  const rings = [
    { radius: 214, depth: 62, waves: 18, turns: 20, opacity: 0.5 },
    { radius: 148, depth: 50, waves: 14, turns: 18, opacity: 0.62 },
    { radius: 97, depth: 34, waves: 12, turns: 15, opacity: 0.74 },
    { radius: 55, depth: 19, waves: 10, turns: 12, opacity: 0.86 },
  ];
  const drawn = rings.map(({ radius, depth, waves, turns, opacity }, index) => {
    const points = Array.from({ length: waves * 14 }, (_, i) => {
      const angle = (i / (waves * 14)) * 2 * Math.PI;
      const r = radius + depth * Math.cos(waves * angle) * (0.82 + 0.18 * Math.cos(3 * waves * angle));
      return `${(cx + r * Math.cos(angle)).toFixed(1)} ${(cy + r * Math.sin(angle)).toFixed(1)}`;
    });
    const uses = Array.from(
      { length: turns - 1 },
      (_, i) => `<use href="#r${index}" transform="rotate(${(((i + 1) * 360) / waves / turns).toFixed(3)} ${cx} ${cy})"/>`,
    );
    return `<g opacity="${opacity}"><path id="r${index}" d="M${points.join('L')}Z"/>${uses.join('')}</g>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 900" preserveAspectRatio="xMidYMin slice" fill="none" stroke="#7fd0d8" stroke-width=".55">`;
  writeFileSync(inRoot('public', 'rosette.svg'), `${svg}${drawn.join('')}</svg>\n`);
}

for (const folder of ['fonts', 'vendor/govuk', 'vendor/lucide', 'vendor/inter']) mkdirSync(inRoot('public', folder), { recursive: true });
sprite();
rosette();
await font();
script('error-summary');
copyFileSync(packaged('lucide-static', 'LICENSE'), inRoot('public', 'vendor', 'lucide', 'LICENSE'));
copyFileSync(packaged('inter-ui', 'LICENSE.txt'), inRoot('public', 'vendor', 'inter', 'LICENSE'));
