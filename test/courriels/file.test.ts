/** The outbox as a queue, through a real SMTP server: what leaves first, whose turn it is, who holds what, and what a stop waits for. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Courriel } from '../../src/courriels/courriel.js';
import { insertCourriels } from '../../src/courriels/outbox.sql.js';
import { createCourrielsService } from '../../src/courriels/courriels.service.js';
import { sql, type Database } from '../../src/kit/database.js';
import { createTranslator } from '../../src/kit/i18n.js';
import { createMailer, type Mailer } from '../../src/kit/mail.js';
import { inRoot, ROOT } from '../../src/kit/root.js';
import { createViews } from '../../src/kit/views.js';
import { createDisk } from '../../src/kit/disk.js';
import { createTravauxService } from '../../src/travaux/travaux.service.js';
import { useDatabase } from '../setup/database.js';
import { ajouterCompte, construire, type Maison } from '../setup/maison.js';
import { startSmtpSink, type SmtpSink } from '../setup/smtp.js';

const database = useDatabase();
let maison: Maison;
let voisins: Maison;
let db: Database;
let smtp: SmtpSink;
let mailer: Mailer;
const translator = createTranslator({ strict: true });
const views = createViews({ production: true, translator });

beforeAll(async () => {
  maison = await construire(database.config);
  voisins = await ajouterCompte(maison.db, undefined);
  db = maison.db;
  smtp = await startSmtpSink();
  mailer = createMailer({ smtpUrl: smtp.url, from: 'Cautionet <portail@essai.example>', patience: 10_000, atOnce: 4 });
});
beforeEach(async () => {
  await db.systeme.rows(sql`delete from courriel`);
  await db.systeme.rows(sql`delete from travail_en_peine`);
  smtp.messages.length = 0;
  smtp.mode = 'accept';
  smtp.unknown.clear();
  smtp.slowness = () => 0;
});
afterAll(async () => {
  mailer?.close();
  await smtp?.close();
  await db?.close();
});

/** What one process has: its own works and its own senders. */
function processus({ mains = 1, bailMs, avance = () => 0 }: { mains?: number; bailMs?: number; avance?: () => number } = {}) {
  const clock = () => new Date(Date.now() + avance());
  const travaux = createTravauxService({ db, clock, logger: { warn: () => undefined }, disk: createDisk([]) });
  const appUrl = () => 'https://cautions.essai.example';
  return { travaux, courriels: createCourrielsService({ db, clock, views, translator, mailer, mains, bailMs, travaux, appUrl }) };
}

let numero = 0;
const ordinaire = (destinataire: string): Courriel => ({
  evenement: `essai ${(numero += 1)}`,
  destinataire,
  langue: 'fr',
  gabarit: 'resume',
  donnees: { count: 1, lignes: '1 demande à valider', compte: 'Essai', chemin: '/' },
});
const code = (destinataire: string): Courriel => ({
  ...{ evenement: `essai ${(numero += 1)}`, destinataire, langue: 'fr' },
  ...{ gabarit: 'mot_de_passe_change', donnees: { chemin: '/connexion' } },
});
const invitation = (destinataire: string): Courriel => ({
  ...{ evenement: `essai ${(numero += 1)}`, destinataire, langue: 'fr' },
  ...{ gabarit: 'acces_existant', donnees: { chez: 'Essai', chemin: '/connexion' } },
});
const ecrire = (compteId: number | null, ...courriels: Courriel[]) =>
  db.systeme.transaction((tx) => insertCourriels(tx, compteId, courriels, new Date()));
const plusieurs = (qui: string, n: number) => Array.from({ length: n }, (_, i) => ordinaire(`${qui}${i}@essai.example`));
const recus = () => smtp.messages.map(({ to }) => [to].flat()[0]?.text ?? '');
const restants = async () =>
  (await db.systeme.rows<{ n: number }>(sql`select count(*)::int as n from courriel where envoye_le is null`))[0]?.n;
const deCote = () =>
  db.systeme.rows<{ nom: string; raison: string; tentatives: number }>(
    sql`select nom, raison, tentatives from travail_en_peine where nature = 'courriel' order by id`,
  );

describe('what leaves first', () => {
  it('is what somebody at the door waits for, then invitations, then the rest, whenever they were written', async () => {
    await ecrire(maison.compteId, ...plusieurs('masse', 5), invitation('invite@essai.example'), code('porte@essai.example'));
    expect(await processus().courriels.envoyer()).toBe(7);
    expect(recus().slice(0, 2)).toEqual(['porte@essai.example', 'invite@essai.example']);
  });

  it('and passes before a backlog that is leaving', async () => {
    await ecrire(maison.compteId, ...plusieurs('masse', 60));
    smtp.slowness = () => 10;
    const envoi = processus({ mains: 2 }).courriels.envoyer();
    await vi.waitFor(() => expect(smtp.messages.length).toBeGreaterThan(5), { interval: 5 });
    const partis = smtp.messages.length;
    await ecrire(maison.compteId, code('porte@essai.example'));
    await envoi;
    expect(recus().indexOf('porte@essai.example') - partis).toBeLessThan(20);
    expect(smtp.messages).toHaveLength(61);
  });
});

describe('whose turn it is', () => {
  it('each account’s, one mail after the other: the bulk of one puts nobody else back by more than a few', async () => {
    await ecrire(maison.compteId, ...plusieurs('masse', 200));
    await ecrire(voisins.compteId, ...plusieurs('voisin', 5));
    await ecrire(null, ...plusieurs('agent', 5));
    expect(await processus().courriels.envoyer()).toBe(210);
    const places = recus().flatMap((qui, place) => (qui.startsWith('masse') ? [] : [place]));
    expect(places).toHaveLength(10);
    expect(Math.max(...places)).toBeLessThan(15);
  });

  it('among several senders too, and the oldest of an account first', async () => {
    await ecrire(maison.compteId, ...plusieurs('masse', 200));
    await ecrire(voisins.compteId, ...plusieurs('voisin', 5));
    await Promise.all([processus({ mains: 3 }).courriels.envoyer(), processus({ mains: 3 }).courriels.envoyer()]);
    const places = recus().flatMap((qui, place) => (qui.startsWith('voisin') ? [place] : []));
    expect(Math.max(...places)).toBeLessThan(40);
    expect(new Set(recus()).size).toBe(205);
  });
});

describe('a server slower than a lease', () => {
  it('is sent each mail once, by one of two processes: who sends it holds it until it has left', { timeout: 30_000 }, async () => {
    const destinataires = plusieurs('lent', 12);
    await ecrire(maison.compteId, ...destinataires);
    smtp.slowness = () => 900;
    const processes = [processus({ mains: 2, bailMs: 300 }), processus({ mains: 2, bailMs: 300 })];
    // Each looks for work again and again, as the queue's minute does.
    while ((await restants()) !== 0) await Promise.all([...processes.map(({ courriels }) => courriels.envoyer()), sleep(50)]);
    expect(recus().toSorted()).toEqual(destinataires.map(({ destinataire }) => destinataire).toSorted());
    expect(await deCote()).toEqual([]);
  });

  it('keeps one sender busy, not the others', { timeout: 30_000 }, async () => {
    smtp.slowness = (qui) => (qui === 'lent@essai.example' ? 3_000 : 0);
    const { travaux, courriels } = processus({ mains: 2 });
    await ecrire(maison.compteId, ordinaire('lent@essai.example'));
    const premier = travaux.executer(courriels.envoi);
    await vi.waitFor(() => expect(smtp.messages).toHaveLength(1));
    await sleep(200);
    await ecrire(maison.compteId, code('porte@essai.example'));
    // A second job leaves the queue to the first one, but for calling who is idle.
    expect(await travaux.executer(courriels.envoi)).toBe(0);
    await vi.waitFor(() => expect(recus()).toContain('porte@essai.example'), { timeout: 1_500 });
    expect(await restants()).toBe(1);
    expect(await premier).toBe(2);
  });
});

describe('a server that refuses', () => {
  it('one recipient: he waits aside with the reason, the others leave, and he has his mail once he is known', async () => {
    let avance = 0;
    const { courriels } = processus({ avance: () => avance });
    smtp.unknown.add('masse3@essai.example');
    await ecrire(maison.compteId, ...plusieurs('masse', 8));
    expect(await courriels.envoyer()).toBe(7);
    expect(await deCote()).toEqual([{ nom: 'masse3@essai.example', raison: 'refuse', tentatives: 1 }]);
    expect(await courriels.envoyer()).toBe(0);
    smtp.unknown.clear();
    avance = 61_000;
    expect(await courriels.envoyer()).toBe(1);
    expect(await deCote()).toEqual([]);
    expect(new Set(recus()).size).toBe(8);
  });

  it('or the insurer asks for another try before its time', async () => {
    const { courriels } = processus();
    smtp.unknown.add('masse0@essai.example');
    await ecrire(maison.compteId, ...plusieurs('masse', 1));
    expect(await courriels.envoyer()).toBe(0);
    smtp.unknown.clear();
    await db.systeme.rows(sql`update travail_en_peine set prochain_essai = now() - interval '1 second'`);
    expect(await courriels.envoyer()).toBe(1);
  });

  it('everything: a few are tried, the rest waits instead of being kept aside one by one', async () => {
    const { courriels } = processus({ mains: 2 });
    await ecrire(maison.compteId, ...plusieurs('masse', 50));
    smtp.mode = 'cut';
    expect(await courriels.envoyer()).toBe(0);
    expect((await deCote()).length).toBeLessThan(12);
    smtp.mode = 'accept';
    // A connection cut before may fail once more: the next minutes take up the rest.
    let partis = 0;
    for (let minute = 0; minute < 3; minute += 1) partis += await courriels.envoyer();
    expect(partis).toBeGreaterThan(30);
  });
});

it('a stop waits for the mails that are leaving, not for those that wait; none is sent twice', { timeout: 90_000 }, async () => {
  await ecrire(maison.compteId, ...plusieurs('masse', 300));
  smtp.slowness = () => 400;
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'cautionet-file-'));
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, DATA_DIR: dataDir, PORT: '0', DATABASE_URL: database.url, SMTP_URL: smtp.url, MAIL_SENDERS: '3' };
  const child = spawn(process.execPath, ['--import', 'tsx', inRoot('src', 'main.ts')], { cwd: ROOT, env, stdio: 'ignore' });
  await vi.waitFor(() => expect(smtp.messages.length).toBeGreaterThan(5), { timeout: 60_000 });
  const demande = Date.now();
  child.kill('SIGTERM');
  const [fin] = (await once(child, 'exit')) as [number];
  rmSync(dataDir, { recursive: true, force: true });
  expect(fin).toBe(0);
  expect(Date.now() - demande).toBeLessThan(8_000);
  expect(await restants()).toBe(300 - smtp.messages.length);
  expect(await restants()).toBeGreaterThan(200);
  expect(await db.systeme.rows(sql`select from courriel where pris_le is not null`)).toEqual([]);
  expect(new Set(recus()).size).toBe(smtp.messages.length);
});
