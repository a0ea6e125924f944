/** Twelve exports that nobody reads delay nobody; what passes through a file leaves none. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import { inRoot } from '../../src/kit/root.js';
import { tempPath } from '../../src/kit/temp.js';
import { CODE, demarrer, type Application } from '../setup/application.js';
import { client, documentOf } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
const passing = () => readdirSync(path.dirname(tempPath()));

beforeAll(async () => {
  maison = await construire(database.config);
  // What no zip makes smaller: more than the sockets of a paused reader take.
  await maison.db.systeme.rows(sql`
    insert into collaborateur (compte_id, email, nom, prenom, profils)
    select ${maison.compteId}, 'p' || n || '@essai.example', 'Nom ' || n,
      (select string_agg(md5(random()::text || x), '') from generate_series(n, n + 31) x), '{consultant}'
    from generate_series(1, 12000) n`);
  for (const prenom of ['Ada', 'Bea', 'Cleo', 'Dora']) await maison.collaborateur(prenom, ['administrateur']);
  application = await demarrer(database);
}, 90_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

/** The cookie of someone who signed in. */
async function entrer(prenom: string): Promise<string> {
  const page = await fetch(`${application.url}/connexion`);
  const token = documentOf({ text: await page.text() } as never).querySelector<HTMLInputElement>('input[name=_csrf]')?.value ?? '';
  const cookie = (one: Response) =>
    one.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
  const body = new URLSearchParams({ _csrf: token, email: `${prenom}.${maison.compteId}@essai.example`, motDePasse: CODE });
  const answer = await fetch(`${application.url}/connexion`, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { cookie: cookie(page) },
  });
  return cookie(answer);
}

/** Asks for the export and reads nothing of it. */
const demander = (cookie: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) =>
    get(`${application.url}/parametrage/collaborateurs/export.xlsx`, { agent: false, headers: { cookie } }, resolve).on('error', reject),
  );

describe('exports that nobody reads', () => {
  it('twelve of them: pages answer as before, and each is whole for whoever reads it at last', async () => {
    const claire = await client(application.url, maison.claire.email);
    const cookies = await Promise.all(['ada', 'bea', 'cleo', 'dora'].map(entrer));
    const reponses = await Promise.all([...cookies, ...cookies, ...cookies].map(demander));
    expect(reponses.map(({ statusCode }) => statusCode)).toEqual(reponses.map(() => 200));
    expect(reponses.every(({ readableFlowing }) => !readableFlowing)).toBe(true);
    await wait(1_000);
    const depart = Date.now();
    for (let i = 0; i < 20; i += 1) expect((await claire.get(i % 2 ? '/demandes' : '/encours')).status).toBe(200);
    expect(Date.now() - depart).toBeLessThan(10_000);

    const [premier, ...autres] = reponses;
    let lus = 0;
    for await (const chunk of premier!) lus += (chunk as Buffer).length;
    expect(lus).toBeGreaterThan(6_000_000);
    for (const autre of autres) autre.destroy();
    await expect.poll(passing, { timeout: 20_000 }).toEqual([]);
  }, 90_000);

  it('a fourth by the same person is refused in words', async () => {
    const cookie = await entrer('ada');
    const trois = await Promise.all([1, 2, 3].map(() => demander(cookie)));
    const quatrieme = await fetch(`${application.url}/parametrage/collaborateurs/export.xlsx`, {
      headers: { cookie, 'accept-language': 'fr' },
    });
    expect([quatrieme.status, await quatrieme.text()]).toEqual([429, expect.stringContaining('Trois exports sont déjà en route')]);
    for (const un of trois) un.destroy();
    await expect.poll(passing, { timeout: 20_000 }).toEqual([]);
  }, 60_000);
});

describe('a file that only passes', () => {
  it('sent by a form is on the disk, and gone once the answer is there', async () => {
    const ines = await client(application.url, maison.ines.email);
    const answer = await ines.upload('/parametrage/collaborateurs/import', 'fichier', [['faux.xlsx', Buffer.alloc(5_000_000, 1)]]);
    expect(answer.status).toBe(422);
    await expect.poll(passing, { timeout: 5_000 }).toEqual([]);
  });

  it('left by a process that was killed is removed by the next one', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'cautionet-essai-'));
    const run = (then: string) =>
      spawnSync(
        process.execPath,
        [
          '--import',
          'tsx',
          '--input-type=module',
          '-e',
          `import { writeFileSync } from 'node:fs'; import { tempPath } from '${inRoot('src/kit/temp.ts')}'; const p = tempPath(); writeFileSync(p, 'x'); process.stdout.write(p); ${then}`,
        ],
        { cwd: inRoot(), env: { ...process.env, TMPDIR: folder }, encoding: 'utf8' },
      ).stdout;
    const killed = run(`process.kill(process.pid, 'SIGKILL');`);
    expect(existsSync(killed)).toBe(true);
    const ended = run('');
    expect([ended.startsWith(folder), existsSync(ended), existsSync(killed)]).toEqual([true, false, false]);
    rmSync(folder, { recursive: true, force: true });
  });
});
