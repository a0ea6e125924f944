/** The outbox through a real SMTP server: once each, none lost when it refuses, cuts, hangs or is down. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { insertCourriels } from '../../src/courriels/outbox.sql.js';
import type { Courriel } from '../../src/courriels/courriel.js';
import { createCourrielsService } from '../../src/courriels/courriels.service.js';
import { createTranslator } from '../../src/kit/i18n.js';
import { createMailer, type Mailer } from '../../src/kit/mail.js';
import { createViews } from '../../src/kit/views.js';
import { createDatabase, sql, type Database } from '../../src/kit/database.js';
import { createDisk } from '../../src/kit/disk.js';
import { createTravauxService } from '../../src/travaux/travaux.service.js';
import { useDatabase } from '../setup/database.js';
import { startSmtpSink, type SmtpSink } from '../setup/smtp.js';

const database = useDatabase();
let db: Database;
let smtp: SmtpSink;
let mailer: Mailer;
let now = new Date('2026-11-21T09:30:00Z');
const clock = () => now;
const translator = createTranslator({ strict: true });
const views = createViews({ production: true, translator });

beforeAll(async () => {
  db = await createDatabase({ connection: database.config });
  smtp = await startSmtpSink();
  mailer = createMailer({ smtpUrl: smtp.url, from: 'Cautionet <portail@essai.example>', patience: 500 });
});
beforeEach(async () => {
  await db.systeme.rows(sql`delete from courriel`);
  await db.systeme.rows(sql`delete from travail_en_peine`);
  smtp.messages.length = 0;
  smtp.mode = 'accept';
});
afterAll(async () => {
  mailer.close();
  await smtp.close();
  await db.close();
});

const travaux = () => createTravauxService({ db, clock, logger: { warn: () => undefined }, disk: createDisk([]) });
const service = () =>
  createCourrielsService({
    db,
    clock,
    views,
    translator,
    mailer,
    mains: 2,
    travaux: travaux(),
    appUrl: () => 'https://cautions.essai.example',
  });
const courriel = (n: number, donnees: Record<string, unknown> = {}): Courriel => ({
  evenement: `demande ${n} a_valider`,
  destinataire: `valideur${n}@essai.example`,
  langue: n % 2 === 0 ? 'en' : 'fr',
  gabarit: 'validation_demandee',
  donnees: {
    numero: `D26-000000${n}`,
    beneficiaire: 'SCI <b>Verte</b> {{7*7}}',
    entite: 'Essai',
    nom: 'Inès',
    montant: '1234567.890',
    devise: 'KWD',
    chemin: `/demandes/D26-000000${n}`,
    ...donnees,
  },
});
const ecrire = (...courriels: Courriel[]) => db.systeme.transaction((tx) => insertCourriels(tx, null, courriels, now));
const restants = async () =>
  (await db.systeme.rows<{ n: number }>(sql`select count(*)::int as n from courriel where envoye_le is null`))[0]?.n;

describe('a message', () => {
  it('has a text and an HTML part in the reader’s language, an absolute link, amounts in his form, and hostile data as text', async () => {
    await ecrire(courriel(1), courriel(2));
    expect(await service().envoyer()).toBe(2);
    const [fr, en] = ['valideur1', 'valideur2'].map((who) => smtp.messages.find(({ to }) => JSON.stringify(to).includes(who)));
    expect(fr?.subject).toBe('Demande D26-0000001 à valider\u00a0: 1\u202f234\u202f567,890\u00a0KWD, SCI <b>Verte</b> {{7*7}}');
    expect(en?.subject).toContain('to approve: KWD\u00a01,234,567.890');
    expect(fr?.text).toContain('https://cautions.essai.example/demandes/D26-0000001');
    expect(fr?.html).toContain('href="https://cautions.essai.example/demandes/D26-0000001"');
    expect(fr?.html).toContain('SCI &lt;b&gt;Verte&lt;/b&gt; {{7*7}}');
    expect(fr?.html).not.toContain('<b>Verte');
  });

  it('is written once an event and recipient, and sent once however many senders work', async () => {
    await ecrire(courriel(1), courriel(1));
    await ecrire(courriel(1));
    for (let n = 2; n <= 9; n += 1) await ecrire(courriel(n));
    await Promise.all(Array.from({ length: 6 }, () => service().envoyer()));
    expect(smtp.messages).toHaveLength(9);
    expect(await restants()).toBe(0);
  });
});

describe('a server that fails', () => {
  it.each(['refuse', 'cut', 'hang'] as const)('%s: the message waits, is tried again, and leaves once', async (mode) => {
    smtp.mode = mode;
    await ecrire(courriel(1));
    expect(await service().envoyer()).toBe(0);
    expect(await restants()).toBe(1);
    smtp.mode = 'accept';
    expect(await service().envoyer()).toBe(0); // not yet due
    now = new Date(now.getTime() + 61_000);
    expect(await service().envoyer()).toBe(1);
    expect(smtp.messages).toHaveLength(1);
  });

  it('down for a day: tried at growing intervals, then sent', async () => {
    smtp.mode = 'refuse';
    await ecrire(courriel(1));
    for (let minute = 0; minute < 24 * 60; minute += 30) {
      await service().envoyer();
      now = new Date(now.getTime() + 30 * 60_000);
    }
    const [row] = await db.systeme.rows<{ tentatives: number; derniere_erreur: string }>(
      sql`select tentatives, derniere_erreur from courriel`,
    );
    expect(row?.tentatives).toBeGreaterThan(5);
    expect(row?.tentatives).toBeLessThan(20);
    expect(row?.derniere_erreur).not.toBe('');
    smtp.mode = 'accept';
    now = new Date(now.getTime() + 24 * 3_600_000);
    expect(await service().envoyer()).toBe(1);
  });

  it('a sender that died holds its messages for two minutes, no more', async () => {
    await ecrire(courriel(1));
    await db.systeme.rows(sql`update courriel set tentatives = 1, prochain_essai = ${new Date(now.getTime() + 120_000)}`);
    expect(await service().envoyer()).toBe(0);
    now = new Date(now.getTime() + 121_000);
    expect(await service().envoyer()).toBe(1);
  });
});
