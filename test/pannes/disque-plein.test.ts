/** A full disk: told to people and machines; what needs no room goes on; nothing is lost. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createDisk } from '../../src/kit/disk.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, type Maison } from '../setup/maison.js';
import { giveCode, killAll, startProcess } from '../setup/process.js';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { createTravauxService } from '../../src/travaux/travaux.service.js';
import { mountSmallDisk } from './dehors/small-disk.js';

const database = useDatabase();
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'cautionet-plein-'));
const disk = mountSmallDisk(48);
let maison: Maison;
let application: Application;
let owner: pg.Client;

beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database);
  owner = new pg.Client(database.config);
  await owner.connect();
}, 60_000);
afterAll(async () => {
  await killAll();
  disk?.close();
  rmSync(dataDir, { recursive: true, force: true });
  await owner?.end();
  await application?.stop();
  await maison?.db.close();
});

const titre = (answer: Awaited<ReturnType<Client['get']>>) => [answer.status, documentOf(answer).querySelector('h1')?.textContent?.trim()];
const PLEIN = [507, 'Le serveur n’a plus de place'];
const pret = async (url: string) => {
  const answer = await fetch(`${url}/pret`);
  const { parties } = (await answer.json()) as { parties: Record<string, string> };
  return [answer.status, parties.disque];
};

it('of the database: no write is lost in silence, pages are read, and machines know', async () => {
  const deps = { db: maison.db, clock: MAINTENANT, reveiller: () => undefined };
  const numero = await createDemandesService(deps).enregistrer(maison.ines, maison.contenu('100.00'), [], ORIGINE);
  await owner.query(`
    create function plein() returns trigger language plpgsql as $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$;
    create trigger plein before insert or update on demande for each row execute function plein();
    create trigger plein before insert or update on session for each row execute function plein();`);
  const ines = await client(application.url, maison.ines.email).catch(() => undefined);
  expect(ines).toBeUndefined();
  await owner.query('drop trigger plein on session');
  const autre = await client(application.url, maison.ines.email);
  await autre.get('/aide');
  expect(await pret(application.url)).toEqual([503, 'plein']);
  await owner.query('create trigger plein before insert or update on session for each row execute function plein()');
  expect(titre(await autre.post(`/demandes/${numero}/soumission`))).toEqual(PLEIN);
  // A page whose session could not be written is whole all the same.
  const page = await autre.get('/demandes');
  expect([page.status, page.text.trimEnd().endsWith('</html>')]).toEqual([200, true]);
  await owner.query('drop trigger plein on session; drop trigger plein on demande');
  expect((await autre.post(`/demandes/${numero}/soumission`)).status).toBe(303);
  await vi.waitFor(async () => expect(await pret(application.url)).toEqual([200, 'ok']), { timeout: 30_000, interval: 500 });
}, 60_000);

it('of the database: no item of work is to blame', async () => {
  const own = createDisk([]);
  const travaux = createTravauxService({ db: maison.db, clock: MAINTENANT, logger: { warn: () => undefined }, disk: own });
  const travail = {
    nature: 'essai',
    aFaire: () => Promise.resolve([{ cle: '1', nom: 'un', compte_id: null }]),
    faire: () => Promise.reject(Object.assign(new Error('could not extend file'), { code: '53100' })),
  };
  await expect(travaux.executer(travail)).rejects.toThrow('could not extend file');
  expect((await owner.query(`select from travail_en_peine where nature = 'essai'`)).rowCount).toBe(0);
  expect(await own.full()).toBe(true);
});

it.runIf(disk)(
  'of the files that pass: a document and an export are refused in words, sign-in and pages go on',
  { timeout: 120_000 },
  async () => {
    if (!disk) return;
    const { url } = await startProcess({ DATABASE_URL: database.url, DATA_DIR: dataDir, TMPDIR: disk.folder, LOG_LEVEL: 'silent' });
    await giveCode(owner, dataDir);
    expect(await pret(url)).toEqual([200, 'ok']);
    disk.fill();
    expect(await pret(url)).toEqual([503, 'plein']);
    const ines = await client(url, maison.ines.email);
    expect(titre(await ines.get('/demandes'))[0]).toBe(200);
    const sent = await ines.upload('/parametrage/collaborateurs/import', 'fichier', [['a.xlsx', Buffer.alloc(300_000, 1)]]);
    expect(titre(sent)).toEqual(PLEIN);
    expect(titre(await ines.get('/demandes/export.xlsx'))).toEqual(PLEIN);
    disk.free();
    expect((await ines.get('/demandes/export.xlsx')).status).toBe(200);
    await vi.waitFor(async () => expect(await pret(url)).toEqual([200, 'ok']), { timeout: 30_000, interval: 500 });
  },
);
