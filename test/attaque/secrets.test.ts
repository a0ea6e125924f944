/** Secrets typed, mailed and shown on the way in, each with a mark of its own: found in no log, no table, no other page, no other mail. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { generateSync } from 'otplib';
import pg from 'pg';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { sql } from '../../src/kit/database.js';
import { createLogger } from '../../src/kit/logger.js';
import { CODE, demarrer, type Application } from '../setup/application.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, type Maison } from '../setup/maison.js';
import { startSmtpSink, type SmtpSink } from '../setup/smtp.js';
import { inviter } from '../acces/outils.js';
import { ouvrirNavigateur, type Navigateur } from './navigateur.js';
import type { Reponse } from './verdict.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let smtp: SmtpSink;
let server: Server;
let owner: pg.Client;
let url = '';
let journaux = '';
let now = MAINTENANT();

beforeAll(async () => {
  maison = await construire(database.config);
  smtp = await startSmtpSink();
  application = await demarrer(database, { clock: () => now, strict: true, smtpUrl: smtp.url });
  await maison.db.systeme.rows(sql`
    insert into politique (garant_id, compte_id, secret, questions) values (${maison.garantId}, ${maison.compteId}, 'phrase', true)`);
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      journaux += chunk.toString();
      done();
    },
  });
  const { app } = createApp({ ...application.services, logger: createLogger('debug', sink) });
  server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = application.url;
  const port = (server.address() as AddressInfo).port;
  url = url.replace(/:\d+$/, `:${port}`);
  owner = new pg.Client(database.config);
  await owner.connect();
}, 60_000);
afterAll(async () => {
  server?.close();
  await owner?.end();
  await application?.stop();
  await smtp?.close();
  await maison?.db.close();
});

/** What must be found nowhere: typed by people, or carried by links and codes. */
const secrets = new Map<string, string>();
/** Pages that may not show them, with what was asked. */
const pages: { readonly dit: string; readonly texte: string }[] = [];
let rang = 0;
const canari = (quoi: string): string => {
  rang += 1;
  const valeur = `Canari${rang} zèbre ${quoi} pont ${rang * 7919} gué`;
  secrets.set(quoi + rang, valeur);
  return valeur;
};
const noter = (quoi: string, valeur: string): string => {
  expect(valeur, quoi).not.toBe('');
  secrets.set(quoi, valeur);
  return valeur;
};

async function poster(qui: Navigateur, adresse: string, champs: Record<string, string>): Promise<Reponse> {
  const corps = new URLSearchParams({ _csrf: qui.jeton, _idempotence: randomUUID(), ...champs }).toString();
  const reponse = await qui.post(adresse, corps);
  pages.push({ dit: `POST ${adresse.slice(0, 30)}`, texte: reponse.texte + JSON.stringify([...reponse.headers]) });
  return reponse;
}

async function lire(qui: Navigateur, adresse: string, montre = true): Promise<Reponse> {
  const reponse = await qui.get(adresse);
  if (montre) pages.push({ dit: `GET ${adresse.slice(0, 30)}`, texte: reponse.texte });
  return reponse;
}

async function courriel(destinataire: string, forme: RegExp): Promise<string> {
  await application.travailler();
  // Several leave at once: the latest that says such a thing, not the latest to arrive.
  const siens = smtp.messages.filter(({ to }) => [to].flat().some((un) => un?.text.includes(destinataire)));
  return siens.flatMap(({ text = '' }) => forme.exec(text)?.[1] ?? []).at(-1) ?? '';
}
const lienPour = async (qui: string, quoi: string) => noter(quoi, await courriel(qui, /\/mot-de-passe\/definir\/([\w-]{43})/));
const codePour = async (qui: string, quoi: string) => noter(quoi, await courriel(qui, /\b(\d{8})\b/));
const nouveau = () => ouvrirNavigateur(url, '', undefined);

/** The three questions with answers of their own. */
const questions = () => ({
  ...{ question1: 'ville', question2: 'mere', question3: 'animal' },
  ...{ reponse1: canari('ville'), reponse2: canari('mere'), reponse3: canari('animal') },
});

it('the whole way in, wrong and right', { timeout: 120_000 }, async () => {
  const { email } = maison.ines;
  // A code that the rules refuse by now: a link at once, then a phrase.
  const elle = nouveau();
  await lire(elle, '/connexion');
  await poster(elle, '/connexion', { email, motDePasse: canari('faux') });
  await poster(elle, '/connexion', { email: canari('secret tapé à la place de l’adresse'), motDePasse: canari('faux') });
  await poster(elle, '/mot-de-passe/oublie', { email });
  const jeton = await lienPour(email, 'lien d’oubli');
  const adresse = `/mot-de-passe/definir/${jeton}`;
  await lire(elle, adresse, false);
  await elle.post(
    adresse,
    new URLSearchParams({ _csrf: elle.jeton, motDePasse: canari('neuf'), confirmation: canari('autre') }).toString(),
  );
  const phrase = canari('phrase');
  expect((await poster(elle, adresse, { motDePasse: phrase, confirmation: phrase })).status).toBe(303);

  // From a browser not known yet.
  const ailleurs = nouveau();
  await lire(ailleurs, '/connexion');
  expect((await poster(ailleurs, '/connexion', { email, motDePasse: phrase })).headers.get('location')).toBe('/connexion/verification');
  await lire(ailleurs, '/connexion/verification');
  await poster(ailleurs, '/connexion/verification', { code: 'Canari-code-00' });
  secrets.set('code faux', 'Canari-code-00');
  const entree = await poster(ailleurs, '/connexion/verification', { code: await codePour(email, 'code de l’appareil') });
  expect(entree.headers.get('location')).toBe('/');
  for (const pose of entree.headers.getSetCookie()) noter(`cookie ${pose.slice(0, 24)}`, /=([^;]+)/.exec(pose)?.[1] ?? '');
  pages.pop();

  // Changing it; then what asks again, with what was typed waiting.
  await lire(ailleurs, '/profil/mot-de-passe');
  const suivante = canari('suivante');
  expect(
    (await poster(ailleurs, '/profil/mot-de-passe', { actuel: canari('faux'), motDePasse: suivante, confirmation: suivante })).status,
  ).toBe(422);
  expect((await poster(ailleurs, '/profil/mot-de-passe', { actuel: phrase, motDePasse: suivante, confirmation: suivante })).status).toBe(
    303,
  );
  now = new Date(now.getTime() + 6 * 60_000);
  await lire(ailleurs, '/profil/securite/questions');
  expect((await poster(ailleurs, '/profil/securite/questions', questions())).headers.get('location')).toBe('/confirmer');
  await lire(ailleurs, '/confirmer');
  await poster(ailleurs, '/confirmer', { preuve: canari('preuve') });
  expect((await poster(ailleurs, '/confirmer', { preuve: suivante })).status).toBe(200);
  expect((await poster(ailleurs, '/profil/securite/questions', questions())).status).toBe(303);

  // An authenticator, and its recovery codes.
  const page = await lire(ailleurs, '/profil/securite/application', false);
  const totp = /class="ref[^"]*"[^>]*>([A-Z2-7 ]{16,})</.exec(page.texte)?.[1] ?? '';
  noter('secret de l’application', totp.replaceAll(' ', ''));
  await ailleurs.post('/profil/securite/application', new URLSearchParams({ _csrf: ailleurs.jeton, code: 'Canari-code-00' }).toString());
  const code = generateSync({ secret: totp.replaceAll(' ', ''), epoch: Math.floor(now.getTime() / 1000) });
  const codes = await ailleurs.post('/profil/securite/application', new URLSearchParams({ _csrf: ailleurs.jeton, code }).toString());
  const secours = [...codes.texte.matchAll(/<li[^>]*>\s*(?:<[^>]+>)?([\w-]{9,})/g)].map(([, un = '']) => un);
  expect(secours.length).toBeGreaterThan(5);
  secours.forEach((un, i) => secrets.set(`secours ${i}`, un));
});

it('the links of somebody else, opened where somebody is already signed in', { timeout: 60_000 }, async () => {
  const email = 'canari@essai.example';
  await inviter(application, maison, email);
  const jeton = await lienPour(email, 'lien de premier accès');
  const adresse = `/mot-de-passe/definir/${jeton}`;
  // A browser where Marc is in.
  const marc = nouveau();
  await lire(marc, '/connexion');
  await poster(marc, '/connexion', { email: maison.marc.email, motDePasse: CODE });
  await poster(marc, '/connexion/verification', { code: await codePour(maison.marc.email, 'code de Marc') });
  const change = noter('lien du secret à changer', /definir\/([\w-]{43})/.exec(pages.at(-1)?.texte ?? '')?.[1] ?? '');
  pages.pop();
  await marc.get(`/mot-de-passe/definir/${change}`);
  const phrase = canari('phrase de Marc');
  await poster(marc, `/mot-de-passe/definir/${change}`, { motDePasse: phrase, confirmation: phrase });
  await lire(marc, '/aide');
  expect((await lire(marc, '/profil')).status).toBe(200);

  await lire(marc, adresse, false);
  const sienne = canari('phrase');
  const premiere = await poster(marc, adresse, { motDePasse: sienne, confirmation: sienne, etape: '1', ...questions() });
  expect(premiere.headers.get('location')).toBe(`${adresse}?etape=2`);
  pages.pop();
  await vierge('between the two steps');
  await lire(marc, `${adresse}?etape=2`, false);
  await poster(marc, adresse, { etape: '2', email, emailConfirmation: email, prenom: 'Ca', nom: 'Nari', langue: 'fr' });

  // Her questions, asked after another link.
  const elle = nouveau();
  await lire(elle, '/mot-de-passe/oublie');
  await poster(elle, '/mot-de-passe/oublie', { email });
  const autre = await lienPour(email, 'lien aux questions');
  await lire(elle, `/mot-de-passe/definir/${autre}`, false);
  await elle.post(`/mot-de-passe/definir/${autre}`, new URLSearchParams({ _csrf: elle.jeton, ...questions() }).toString());
  await vierge('at the end');
});

/** Nothing of the secrets so far in a table, a log, a page or a mail that is not theirs. */
async function vierge(quand: string): Promise<void> {
  await application.travailler();
  const { rows } = await owner.query<{ nom: string }>(`
    select format('%I.%I', schemaname, tablename) as nom from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`);
  expect(rows.length).toBeGreaterThan(45);
  const trouves: string[] = [];
  for (const [quoi, valeur] of secrets) {
    const formes = formesDe(valeur);
    for (const { nom } of rows) {
      // Bytes are written in hexadecimal, JSON with its own escapes.
      const { rows: lignes } = await owner.query<{ ligne: string }>(
        `select left(t::text, 160) as ligne from ${nom} t where exists (select from unnest($1::text[]) f where position(f in t::text) > 0) limit 1`,
        [formes],
      );
      for (const { ligne } of lignes) trouves.push(`${quoi} in ${nom}: ${ligne}`);
    }
    for (const forme of formes) {
      if (journaux.includes(forme)) trouves.push(`${quoi} in the logs`);
      for (const { dit, texte } of pages) if (texte.includes(forme)) trouves.push(`${quoi} in ${dit}`);
    }
    const courriels = smtp.messages.filter(({ text, html, subject }) => `${text} ${String(html)} ${subject}`.includes(valeur));
    if (courriels.length > (/^(lien|code)/.test(quoi) ? 1 : 0)) trouves.push(`${quoi} in ${courriels.length} mails`);
  }
  expect(journaux.length).toBeGreaterThan(1_000);
  expect({ quand, trouves: [...new Set(trouves)] }).toEqual({ quand, trouves: [] });
}

/** As it was typed, as an address, a page, JSON, hexadecimal and base64 would carry it. */
function formesDe(valeur: string): string[] {
  const octets = Buffer.from(valeur);
  return [
    ...new Set([
      valeur,
      encodeURIComponent(valeur),
      encodeURIComponent(valeur).replaceAll('%20', '+'),
      valeur.normalize('NFD').toLowerCase(),
      JSON.stringify(valeur).slice(1, -1),
      octets.toString('hex'),
      octets.toString('base64').replace(/[=]+$/, ''),
    ]),
  ];
}
