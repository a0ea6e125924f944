/** The worst answer of /sante while the product seals, prints and exports: what everybody would feel. A process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { exampleValues } from '../../seeds/textes/examples.js';
import { TEXTES } from '../../seeds/textes/index.js';
import { composeActe } from '../../src/actes/compose.js';
import { createPress } from '../../src/impression/press.js';
import { readConfig } from '../../src/config.js';
import { startProduct } from '../../src/product.js';
import { CONTEXTE_ACTE } from '../actes/contexte.js';
import type { Ligne } from './ligne.js';

const BUT_MS = 50;
const [, , databaseUrl = '', dataDir = '', email = ''] = process.argv;
const { url, services, stop } = await startProduct({
  config: readConfig({ DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent', VIEW_CACHE: '1' }),
  jobs: false,
});

// Elsewhere than in the product's process, whose delays are what is measured: signs in, asks /sante without end, reads a page when told.
const reader = spawn(
  process.execPath,
  [
    '-e',
    `const [url, email] = process.argv.slice(1);
    let worst = 0, cookie = '';
    const jar = (res) => (cookie = res.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ') || cookie);
    const enter = async () => {
      const door = await fetch(url + '/connexion');
      jar(door);
      const _csrf = /name="_csrf" value="([^"]+)"/.exec(await door.text())[1];
      const body = new URLSearchParams({ _csrf, email, motDePasse: '246813' });
      jar(await fetch(url + '/connexion', { method: 'POST', headers: { cookie }, body, redirect: 'manual' }));
    };
    process.on('message', async (page) => {
      if (page === 'worst') return process.send(worst), (worst = 0);
      const res = await fetch(url + page, { headers: { cookie } });
      for await (const _ of res.body);
      process.send(res.status);
    });
    enter().then(async () => {
      process.send('in');
      for (;;) {
        const start = performance.now();
        await (await fetch(url + '/sante')).text();
        worst = Math.max(worst, performance.now() - start);
        await new Promise((r) => setTimeout(r, 3));
      }
    });`,
    url,
    email,
  ],
  { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
);
const heard = async (): Promise<unknown> => ((await once(reader, 'message')) as [unknown])[0];
const asked = (what: string): Promise<unknown> => {
  reader.send(what);
  return heard();
};
await heard();

async function worstDuring(work: () => Promise<unknown>): Promise<number> {
  await work(); // the first time loads what the next ones find
  await asked('worst');
  await work();
  return Number(await asked('worst'));
}

const read = (page: string) => async () => {
  const status = await asked(page);
  if (status !== 200) throw new Error(`${page} answered ${String(status)}`);
};
const texte = TEXTES[0];
if (!texte) throw new Error('no text');
const acte = composeActe(texte, exampleValues(texte), CONTEXTE_ACTE);
const press = createPress(services.threads, services.seal);
const calm = await worstDuring(() => new Promise((resolve) => setTimeout(resolve, 2_000)));
const lignes: Ligne[] = [];
for (const [quoi, work] of [
  ['twenty acts are sealed', () => Promise.all(Array.from({ length: 20 }, () => press.seal(acte, { type: 'projet' }, new Date())))],
  ['an encours is printed', read('/encours/export.pdf?par=beneficiaire')],
  ['a workbook is streamed', read('/cautions/export.xlsx')],
] as const) {
  const worst = await worstDuring(work);
  lignes.push({
    quoi: `worst answer of /sante while ${quoi}`,
    plancher: `${calm.toFixed(0)} ms at rest`,
    produit: `${worst.toFixed(0)} ms`,
    ratio: '',
    but: `≤ ${BUT_MS} ms`,
    atteint: worst <= BUT_MS,
  });
}
process.stdout.write(`${JSON.stringify({ lignes })}\n`);
reader.kill();
await stop();
process.exit();
