/** The demonstration opens nobody's data: its own database, its own machine, whatever was forgotten in the settings. */
import http from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { claimInstallation } from '../../src/installation.js';
import { createDatabase } from '../../src/kit/database.js';
import { migrate } from '../../src/kit/migrate.js';
import { demarrer, type Application } from '../setup/application.js';
import { emptyDatabase, useDatabase } from '../setup/database.js';
import { construire } from '../setup/maison.js';

const database = useDatabase();
let application: Application | undefined;
afterEach(async () => {
  await application?.stop();
  application = undefined;
});

describe('a database', () => {
  it.each([
    ['demonstration', true],
    ['real installation', false],
  ] as const)('never used becomes that of the %s, and is refused to the other use ever after', async (_name, demo) => {
    const empty = await emptyDatabase();
    await migrate(empty.url);
    const db = await createDatabase({ connection: { connectionString: empty.url } });
    await claimInstallation(db, { demo, ours: false, empty: true });
    await claimInstallation(db, { demo, ours: false, empty: false });
    await expect(claimInstallation(db, { demo: !demo, ours: false, empty: false })).rejects.toThrow(/^DATABASE_URL: [^\n]+\.$/);
    await db.close();
    await empty.drop();
  });

  it('of a real installation starts no demonstration, even when it was made before it was marked', async () => {
    const real = await emptyDatabase();
    await migrate(real.url);
    const maison = await construire(real.config);
    await expect(demarrer(real)).rejects.toThrow(/^DATABASE_URL: holds a real installation/);
    await maison.db.close();
    await real.drop();
  });
});

/** What the server answers to a request that names it so. */
const asked = (url: string, host: string, path = '/demo/courriels.json'): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    http
      .get({ hostname, port, path, headers: { host } }, (res) => res.resume().on('end', () => resolve(res.statusCode ?? 0)))
      .on('error', reject);
  });

it('answers under the names of this machine, and no other: not even the mailbox of the demonstration', async () => {
  const maison = await construire(database.config);
  application = await demarrer(database);
  const { port } = new URL(application.url);
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, '127.0.0.2'])
    expect(await asked(application.url, host), host).toBe(200);
  for (const host of [
    '127.evil.example',
    'localhost.evil.example',
    'cautions.essai.example',
    '10.0.0.1',
    'evil.example:80',
    '127.0.0.1.evil.example',
  ])
    for (const path of ['/demo/courriels.json', '/connexion', '/sante'])
      expect(await asked(application.url, host, path), `${host} ${path}`).toBe(421);
  await maison.db.close();
});
