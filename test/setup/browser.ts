/** A real Chromium for the tests, from the system or from npm: nothing else needs to be installed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { ROOT } from '../../src/kit/root.js';

const require = createRequire(import.meta.url);
const SYSTEM_CHROMIUM = '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** WCAG 2.2, levels A and AA. */
const AXE_RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Starts a Chromium: `CHROMIUM_PATH`, the system's, or the one that npm brought. */
export function openBrowser(): Promise<Browser> {
  const installed = process.env['CHROMIUM_PATH'] ?? (existsSync(SYSTEM_CHROMIUM) ? SYSTEM_CHROMIUM : undefined);
  if (installed) return chromium.launch({ executablePath: installed, args: FLAGS });
  const folder = inflated();
  const env = { ...process.env, ...ownLibraries(folder), ...ownFonts(folder) } as Record<string, string>;
  return chromium.launch({ executablePath: path.join(folder, 'chromium'), args: FLAGS, env });
}

/** Accessibility faults of a page in WCAG 2.2 AA, one line each, for `expect(await axe(page)).toEqual([])`. */
export async function axe(page: Page): Promise<string[]> {
  // Evaluated by the debugger, and not injected as a script, since the pages' security policy forbids scripts of strangers.
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  // What has no fault stays in the page: to bring it here took as long as to find the faults.
  const violations = await page.evaluate<AxeResults['violations']>(
    `axe.run({ runOnly: ${JSON.stringify(AXE_RULES)} }).then(({ violations }) => violations)`,
  );
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id} (${help}): ${target.join(' ')}`));
}

/** Inflates the npm package's Chromium once per version and user; a rename makes it whole or absent for a second worker. */
function inflated(): string {
  const packageFolder = path.join(path.dirname(require.resolve('@sparticuz/chromium')), '../..');
  const { version } = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const folder = path.join(os.tmpdir(), `cautionet-chromium-${version}-${os.userInfo().uid}`);
  if (existsSync(folder) && lstatSync(folder).uid === os.userInfo().uid) return folder;
  const staging = mkdtempSync(`${folder}-`);
  // The package inflates into TMPDIR, with the libraries that a bare system lacks when it believes itself on AWS.
  execFileSync(process.execPath, ['--input-type=module', '-e', `await (await import('@sparticuz/chromium')).default.executablePath()`], {
    cwd: ROOT,
    env: { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  });
  try {
    renameSync(staging, folder);
  } catch (error) {
    rmSync(staging, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** NSS, NSPR and expat come with the package; the system's own are preferred, being newer. */
function ownLibraries(folder: string): Record<string, string> {
  const { status, stdout } = spawnSync('ldd', [path.join(folder, 'chromium')], { encoding: 'utf8' });
  return status === 0 && !stdout.includes('not found') ? {} : { LD_LIBRARY_PATH: path.join(folder, 'al2023/lib') };
}

/** Without any font Chromium ends at the first text; the package's own settings only look in /tmp. */
function ownFonts(folder: string): Record<string, string> {
  if (existsSync('/etc/fonts/fonts.conf')) return {};
  const file = path.join(folder, 'fonts/own.conf');
  writeFileSync(file, `<?xml version="1.0"?><fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/cache</cachedir></fontconfig>`);
  return { FONTCONFIG_FILE: file };
}
