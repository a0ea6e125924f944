/** The database away: pages say so, machines know, nobody is signed out; all is well again within seconds of its return. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startEmbedded, type EmbeddedPostgres } from '../../src/kit/embedded-postgres.js';
import { sql } from '../../src/kit/database.js';
import { startJobs } from '../../src/kit/jobs.js';
import { CODE, demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, type Maison } from '../setup/maison.js';
import { ended, killAll, startProcess } from '../setup/process.js';
import { startProxy, type Proxy } from './dehors/proxy.js';

const database = useDatabase();
let maison: Maison;
const folders: string[] = [];
const folder = () => {
  folders.push(mkdtempSync(path.join(os.tmpdir(), 'cautionet-absente-')));
  return folders.at(-1) ?? '';
};

beforeAll(async () => {
  maison = await construire(database.config);
}, 60_000);
afterAll(async () => {
  await maison?.db.close();
  await killAll();
  for (const one of folders) rmSync(one, { recursive: true, force: true });
});

const titre = (answer: Awaited<ReturnType<Client['get']>>) => [answer.status, documentOf(answer).querySelector('h1')?.textContent?.trim()];
const ABSENTE = [503, 'Le service revient dans un instant'];

describe.each(['file', 'tcp'] as const)('behind a door of kind %s', (door) => {
  let proxy: Proxy;
  let application: Application;
  beforeAll(async () => {
    proxy = await startProxy(database.url, door);
    // Each product hashes with a pepper of its own.
    await maison.db.systeme.rows(sql`update identifiant set secret = null`);
    application = await demarrer({ url: proxy.url }, { jobs: true });
  }, 60_000);
  afterAll(async () => {
    await application?.stop();
    await proxy?.close();
  });

  it('a page that says so, in the words of the reader; /sante lives, /pret says what is missing; then all is well, still signed in', async () => {
    const claire = await client(application.url, maison.claire.email);
    const stranger = await client(application.url);
    await claire.get('/demandes');
    await proxy.down();
    // The session of a person is remembered a moment: both before and after it is forgotten.
    for (const page of ['/demandes', '/', '/demandes/export.xlsx']) {
      const answer = await claire.get(page);
      expect([page, ...titre(answer)]).toEqual([page, ...ABSENTE]);
      expect([answer.headers['retry-after'], answer.headers['set-cookie']]).toEqual(['5', undefined]);
    }
    const entree = { email: maison.claire.email, motDePasse: CODE };
    expect(titre(await stranger.post('/connexion', entree, '/connexion'))).toEqual(ABSENTE);
    const english = await fetch(`${application.url}/verifier/AAAA-BBBB-CCCC`, { headers: { 'accept-language': 'en' } });
    expect([english.status, await english.text()]).toEqual([503, expect.stringContaining('The service will be back in a moment')]);
    expect((await fetch(`${application.url}/sante`)).status).toBe(200);
    const pret = await fetch(`${application.url}/pret`);
    expect([pret.status, await pret.json()]).toMatchObject([503, { parties: { base: 'arret', disque: 'ok' } }]);

    await proxy.up();
    await vi.waitFor(async () => expect((await claire.get('/demandes')).status).toBe(200), { timeout: 5_000, interval: 100 });
  });
});

it.each(['file', 'tcp'] as const)(
  'one that says nothing any more is away too (%s): pages do not wait for ever, nor does the end',
  async (door) => {
    const proxy = await startProxy(database.url, door);
    await maison.db.systeme.rows(sql`update identifiant set secret = null`);
    const application = await demarrer({ url: proxy.url }, { jobs: true });
    try {
      const claire = await client(application.url, maison.claire.email);
      const others = await Promise.all([client(application.url, maison.marc.email), client(application.url)]);
      await Promise.all([claire, ...others].map((one) => one.get('/connexion')));
      proxy.hush();
      const answers = await Promise.all([
        claire.get('/demandes'),
        claire.get('/demandes/export.xlsx'),
        ...others.map((one) => one.get('/verifier/AAAA-BBBB-CCCC')),
      ]);
      for (const answer of answers) expect(titre(answer)).toEqual(ABSENTE);
      expect(await (await fetch(`${application.url}/pret`)).json()).toMatchObject({ parties: { base: 'arret' } });
      proxy.speak();
      await vi.waitFor(async () => expect((await claire.get('/demandes')).status).toBe(200), { timeout: 15_000, interval: 200 });
      proxy.hush();
    } finally {
      await application.stop();
      await proxy.close();
    }
  },
  60_000,
);

it('jobs wait for a database that is away for longer than any patience, then work', { timeout: 90_000 }, async () => {
  const proxy = await startProxy(database.url);
  const done: unknown[] = [];
  let over: Error | undefined;
  const jobs = await startJobs({
    connectionString: proxy.url,
    tasks: { saluer: () => Promise.resolve(void done.push(1)) },
    restarts: [10, 10, 10, 10],
    onEnd: (error) => (over = error),
  });
  try {
    await proxy.down();
    await vi.waitFor(() => expect(jobs.alive()).toBe(false), { timeout: 60_000, interval: 20 });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(over).toBeUndefined();
    await proxy.up();
    await vi.waitFor(() => jobs.add('saluer'), { timeout: 10_000, interval: 50 });
    await vi.waitFor(() => expect(done).toHaveLength(1), { timeout: 10_000 });
  } finally {
    await jobs.stop();
    await proxy.close();
  }
});

const postmaster = (dataFolder: string) => Number(readFileSync(path.join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0]);

describe('the embedded Postgres killed', () => {
  let postgres: EmbeddedPostgres | undefined;
  afterEach(() => postgres?.stop());

  it('is started again at the same address', { timeout: 60_000 }, async () => {
    const said: string[] = [];
    const own = (postgres = await startEmbedded({ dataDir: path.join(folder(), 'p'), fsync: false, log: (line) => said.push(line) }));
    const before = postmaster(own.dataFolder);
    process.kill(before, 'SIGKILL');
    await vi.waitFor(() => expect(said.at(-1)).toBe('Postgres runs again'), { timeout: 30_000 });
    expect(postmaster(own.dataFolder)).not.toBe(before);
    await own.stop();
    expect(said.filter((line) => line.includes('ended by itself'))).toHaveLength(1);
  });

  it('that cannot be started again is told of', { timeout: 90_000 }, async () => {
    const dataDir = path.join(folder(), 'p');
    const gone = new Promise<Error>((resolve) => {
      void startEmbedded({ dataDir, fsync: false, onEnd: resolve }).then((own) => {
        postgres = own;
        rmSync(path.join(own.dataFolder, 'global'), { recursive: true });
        process.kill(postmaster(own.dataFolder), 'SIGKILL');
      });
    });
    expect((await gone).message).toContain('Postgres ended and could not be started again');
  });

  it('the demonstration goes on without being started again', { timeout: 180_000 }, async () => {
    const dataDir = folder();
    const { child, url, output } = await startProcess({ DATA_DIR: dataDir });
    const gerant = await client(url, 'gerant@menuiserie-morel.example');
    const data = /the data is kept in (\S+)/.exec(output())?.[1] ?? path.join(dataDir, 'postgres');
    for (let times = 0; times < 2; times += 1) {
      process.kill(postmaster(data), 'SIGKILL');
      await vi.waitFor(async () => expect((await gerant.get('/demandes')).status).toBe(200), { timeout: 30_000, interval: 100 });
      await vi.waitFor(async () => expect((await fetch(`${url}/pret`)).status).toBe(200), { timeout: 30_000, interval: 100 });
    }
    expect([child.exitCode, output()]).toEqual([null, expect.stringContaining('Postgres ended by itself')]);
    child.kill('SIGTERM');
    expect(await ended(child), output()).toBe(0);
  });
});
