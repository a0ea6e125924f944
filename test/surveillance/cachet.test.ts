/** The seal's certificate comes to its end: the page for machines says so, the insurer's people are told once, the product starts no more. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import { openSecrets } from '../../src/secrets.js';
import { nuit } from '../../src/nuit.js';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, type Maison } from '../setup/maison.js';

const database = useDatabase();
const JOUR_MS = 86_400_000;
let maison: Maison;
let application: Application;
let now = MAINTENANT();

beforeAll(async () => {
  maison = await construire(database.config);
  const owner = new pg.Client(database.config);
  await owner.connect();
  for (const [role, email, actif] of [
    ['conseiller', 'conseil@garant.example', true],
    ['charge', 'charge@garant.example', true],
    ['charge', 'partie@garant.example', false],
    ['courtier', 'courtier@courtage.example', true],
  ])
    await owner.query(`insert into agent (garant_id, role, prenom, nom, email, actif) values ($1, $2, 'Nadia', 'Essai', $3, $4)`, [
      maison.garantId,
      role,
      email,
      actif,
    ]);
  await owner.end();
  application = await demarrer(database, { clock: () => now });
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const fin = () => application.services.seal.validity.to.getTime();
const pret = async () => {
  const answer = await fetch(`${application.url}/pret`);
  return { status: answer.status, ...((await answer.json()) as { etat: string; parties: { cachet: string } }) };
};
async function nuits(): Promise<string[]> {
  const travail = nuit(application.services).find(({ nature }) => nature === 'cachet');
  for (const item of (await travail?.aFaire()) ?? []) await travail?.faire(item);
  const rows = await maison.db.systeme.rows<{ evenement: string; destinataire: string }>(
    sql`select evenement, destinataire from courriel where gabarit = 'cachet_expire' order by id`,
  );
  return rows.map(({ evenement, destinataire }) => `${evenement.split(':')[2]} ${destinataire}`);
}

it.each([
  [61, 'ok', []],
  [59, /^expire le \d{4}-\d\d-\d\d$/, ['60']],
  [29, /^expire le/, ['60', '30']],
  [3, /^expire le/, ['60', '30', '7']],
  [-1, /^expiré$/, ['60', '30', '7', '0']],
])('%s days before', async (jours, cachet, rappels) => {
  now = new Date(fin() - jours * JOUR_MS);
  expect(await pret()).toMatchObject({ status: 200, etat: 'ok', parties: { cachet: expect.stringMatching(cachet) as string } });
  const attendus = rappels.flatMap((rappel) => [`${rappel} conseil@garant.example`, `${rappel} charge@garant.example`]);
  expect(await nuits()).toEqual(attendus);
  expect(await nuits()).toEqual(attendus);
});

it('the product starts with no certificate that has ended, or has not begun: it says so in a sentence', async () => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'cachet-'));
  const ouvrir = (at: string) => openSecrets(readConfig({ DATA_DIR: dataDir }), () => new Date(at));
  await ouvrir('2026-11-21T09:30:00Z');
  await ouvrir('2036-11-01T09:30:00Z');
  await expect(ouvrir('2036-11-20T09:30:00Z')).rejects.toThrow(
    /^DATA_DIR: the certificate of the seal, “.+”, ended on 2036-11-18; give one/,
  );
  await expect(ouvrir('2025-01-01T09:30:00Z')).rejects.toThrow(/^DATA_DIR: .+ is valid from 2025-11-21 only\.$/);
  rmSync(dataDir, { recursive: true });
});
