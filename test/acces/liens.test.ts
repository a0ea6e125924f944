/** First access and forgotten secret, as people and robots meet them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import type { Clock } from '../../src/kit/dates.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, type Maison } from '../setup/maison.js';
import { dernierCourriel, dernierLien, inviter, journal } from './outils.js';

const database = useDatabase();
const BON = '482917';
let maison: Maison;
let application: Application;
let personne: Client;
let now = MAINTENANT();
const clock: Clock = () => now;

beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database, { clock });
  personne = await client(application.url);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const deux = (motDePasse: string, confirmation = motDePasse) => ({ etape: '1', motDePasse, confirmation });
const donnees = (email: string, extra = {}) => ({
  etape: '2',
  email,
  emailConfirmation: email,
  prenom: '',
  nom: 'Nouvelle',
  langue: 'en',
  ...extra,
});
const secretDe = async (email: string) =>
  (await maison.db.systeme.rows<{ secret: string | null }>(sql`select secret from identifiant where email = ${email}`))[0]?.secret;
const invite = async (email: string) => {
  await inviter(application, maison, email);
  return dernierLien(application, email);
};
const oubli = async (email: string) => {
  await personne.post('/mot-de-passe/oublie', { email }, '/mot-de-passe/oublie');
  return dernierLien(application, email);
};

describe('the first access', () => {
  it('takes two steps, then enters with a word of welcome, in the language chosen', async () => {
    const email = 'premiere@essai.example';
    const lien = await invite(email);
    const elle = await client(application.url);
    const page = documentOf(await elle.get(lien));
    expect(page.querySelector('h1')?.textContent).toBe('Étape 1 : Sécurité');
    expect(page.querySelector('[aria-current=step]')?.textContent).toContain('Sécurité');
    expect([...page.querySelectorAll('#regles li')].length).toBeGreaterThan(3);
    const un = await elle.post(lien, deux(BON), lien);
    expect([un.status, un.headers.location]).toEqual([303, `${lien}?etape=2`]);
    expect(await secretDe(email)).toBeNull();
    const etape2 = await elle.get(`${lien}?etape=2`);
    expect(documentOf(etape2).querySelector('h1')?.textContent).toBe('Étape 2 : Vos données personnelles');
    expect(etape2.text).not.toContain(BON);
    const fin = await elle.post(lien, donnees(email), lien);
    expect([fin.status, fin.headers.location]).toEqual([303, '/']);
    const accueil = documentOf(await elle.get('/'));
    expect(accueil.documentElement.lang).toBe('en');
    expect(accueil.querySelector('.flash')?.textContent).toContain('Your password is saved and you are signed in');
    expect((await journal(maison, 2))[1]).toMatchObject({ acte: 'secret_defini', qui: 'Invité' });
    expect((await (await client(application.url)).post('/connexion', { email, motDePasse: BON }, '/connexion')).status).toBe(303);
  });

  it('keeps what was typed, says what is wrong beside each field, and spends nothing', async () => {
    const email = 'hesitante@essai.example';
    const lien = await invite(email);
    const elle = await client(application.url);
    for (const [fields, champ] of [
      [{}, 'motDePasse'],
      [deux('123456'), 'motDePasse'],
      [deux('abc'), 'motDePasse'],
      [deux(BON, '482918'), 'confirmation'],
      [{ etape: '2', nom: 'X' }, 'motDePasse'],
      [{ motDePasse: ['a', 'b'], confirmation: '\u0000' }, 'motDePasse'],
      [deux('9'.repeat(5_000)), 'motDePasse'],
    ] as const) {
      const answer = await elle.post(lien, fields, lien);
      expect(answer.status, JSON.stringify(fields).slice(0, 60)).toBe(422);
      expect(documentOf(answer).querySelector('.govuk-error-summary a')?.getAttribute('href')).toBe(`#${champ}`);
    }
    await elle.post(lien, deux(BON), lien);
    const refus = await elle.post(lien, donnees('autre@essai.example', { prenom: 'Zoé', nom: '', emailConfirmation: 'x' }), lien);
    expect(refus.status).toBe(422);
    const page = documentOf(refus);
    expect(page.querySelectorAll('.govuk-error-message')).toHaveLength(3);
    expect(page.querySelector<HTMLInputElement>('#prenom')?.value).toBe('Zoé');
    expect(page.querySelector<HTMLInputElement>('#email')?.value).toBe('autre@essai.example');
    expect(await secretDe(email)).toBeNull();
    expect((await elle.post(lien, donnees(email), lien)).status).toBe(303);
  });

  it('a robot that fetches, or posts without a form, changes nothing', async () => {
    const lien = await invite('robot@essai.example');
    const robot = await client(application.url);
    for (let i = 0; i < 5; i += 1) await robot.get(lien);
    expect((await robot.raw(lien, {})).status).toBe(403);
    expect((await robot.post(lien, { etape: '2' }, lien)).status).toBe(422);
    expect((await personne.get(lien)).status).toBe(200);
  });

  it('cannot be finished by somebody who did not choose the secret in this browser', async () => {
    const lien = await invite('partage@essai.example');
    await (await client(application.url)).post(lien, deux(BON), lien);
    expect((await (await client(application.url)).post(lien, donnees('partage@essai.example'), lien)).status).toBe(422);
  });

  it('sent twice at once, is done once', async () => {
    const email = 'double@essai.example';
    const lien = await invite(email);
    const elle = await client(application.url);
    await elle.post(lien, deux(BON), lien);
    const token = documentOf(await elle.get(`${lien}?etape=2`)).querySelector<HTMLInputElement>('main [name=_csrf]')?.value ?? '';
    const body = new URLSearchParams({ ...donnees(email), _csrf: token }).toString();
    const answers = await Promise.all(Array.from({ length: 8 }, () => elle.raw(lien, body)));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    const faits = await maison.db.systeme.rows(sql`
      select from journal j join identifiant i on i.collaborateur_id = j.collaborateur_id where i.email = ${email} and j.acte = 'secret_defini'`);
    expect(faits).toHaveLength(1);
  });
});

describe('a link that no longer works', () => {
  it('is one same page: unknown, spent, too old, replaced, of a suspended person', async () => {
    const spent = await invite('deja@essai.example');
    const elle = await client(application.url);
    await elle.post(spent, deux(BON), spent);
    await elle.post(spent, donnees('deja@essai.example'), spent);
    const vieux = await invite('vieux@essai.example');
    now = new Date(now.getTime() + 86_400_000);
    const suspendu = await invite('suspendu@essai.example');
    await maison.db.systeme.rows(sql`update collaborateur set actif = false where email = 'suspendu@essai.example'`);
    const pages = await Promise.all(['/mot-de-passe/definir/inconnu', spent, vieux, suspendu].map(async (lien) => personne.get(lien)));
    const fige = (text: string) => text.replaceAll(/value="[^"]*"|content="[^"]*"/g, '');
    for (const page of pages) {
      expect(page.status).toBe(404);
      expect(fige(page.text)).toBe(fige(pages[0]?.text ?? ''));
    }
    expect(documentOf(pages[0]!).querySelector('main a.btn')?.getAttribute('href')).toBe('/mot-de-passe/oublie');
    expect((await personne.post(vieux, deux(BON), '/connexion')).status).toBe(404);
  });
});

describe('forgotten', () => {
  it('shows three steps, and ends signed in, at “Retour à la page d’accueil”', async () => {
    const page = documentOf(await personne.get('/mot-de-passe/oublie'));
    expect(page.querySelectorAll('.steps li')).toHaveLength(3);
    const elle = await client(application.url);
    const envoye = await elle.post('/mot-de-passe/oublie', { email: maison.claire.email.toUpperCase() }, '/mot-de-passe/oublie');
    expect(envoye.headers.location).toBe('/mot-de-passe/oublie?etape=envoye');
    const lien = await dernierLien(application, maison.claire.email);
    expect(documentOf(await elle.get(lien)).querySelector('h1')?.textContent).toBe('Saisir un nouveau mot de passe');
    const ailleurs = await client(application.url, maison.claire.email);
    const fin = await elle.post(lien, deux(BON), lien);
    expect(fin.headers.location).toBe('/mot-de-passe/oublie?etape=fin');
    const derniere = documentOf(await elle.get('/mot-de-passe/oublie?etape=fin'));
    expect(derniere.querySelectorAll('.steps .done')).toHaveLength(3);
    expect(derniere.querySelector('main a.btn')?.textContent?.trim()).toBe('Retour à la page d’accueil');
    expect((await elle.get('/')).status).toBe(200);
    expect((await ailleurs.get('/demandes')).status).toBe(303);
    expect(await dernierCourriel(application, maison.claire.email)).toMatchObject({ gabarit: 'mot_de_passe_change' });
    expect((await journal(maison, 2))[1]).toMatchObject({
      acte: 'secret_change',
      qui: 'Claire Essai',
      details: { avant: 'code6', apres: 'code6' },
    });
  });

  it('answers alike to a known and to an unknown address, and writes to the first only', async () => {
    const avant = (await application.services.courriels.listLatest(500)).length;
    const answers = [
      await personne.post('/mot-de-passe/oublie', { email: maison.marc.email }, '/mot-de-passe/oublie'),
      await personne.post('/mot-de-passe/oublie', { email: 'personne@nulle-part.example' }, '/mot-de-passe/oublie'),
    ];
    expect(new Set(answers.map(({ status, text, headers }) => `${status} ${headers.location} ${text}`)).size).toBe(1);
    expect((await application.services.courriels.listLatest(500)).length).toBe(avant + 1);
  });

  it.each([[{}], [{ email: 'sans arobase' }], [{ email: ['a@b', 'c@d'] }], [{ email: 'x\u0000@y.example' }]])(
    'refuses %j in words',
    async (fields) => {
      const answer = await personne.post('/mot-de-passe/oublie', fields, '/mot-de-passe/oublie');
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('par exemple nom@entreprise.fr');
    },
  );

  it('lives half an hour, and at most three are made in an hour', async () => {
    const email = maison.ines.email;
    const liens = new Set<string>();
    for (let i = 0; i < 5; i += 1) liens.add(await oubli(email));
    expect(liens.size).toBe(3);
    const [lien = ''] = liens;
    expect((await personne.get(lien)).status).toBe(200);
    now = new Date(now.getTime() + 31 * 60_000);
    expect((await personne.get(lien)).status).toBe(404);
  });

  it('refuses the five latest secrets, and accepts the sixth again', { timeout: 60_000 }, async () => {
    const email = maison.marc.email;
    const premier = '386150';
    const codes = ['905817', '730492', '618405', '294850', '507183'];
    const changer = async (code: string) => {
      now = new Date(now.getTime() + 61 * 60_000);
      const lien = await oubli(email);
      return (await (await client(application.url)).post(lien, deux(code), lien)).status;
    };
    for (const code of [premier, ...codes]) expect(await changer(code)).toBe(303);
    for (const code of codes) expect(await changer(code), code).toBe(422);
    expect(await changer(premier)).toBe(303);
  });

  it('lets somebody whose invitation is too old make his first access', async () => {
    await invite('tard@essai.example');
    now = new Date(now.getTime() + 25 * 3_600_000);
    const lien = await oubli('tard@essai.example');
    expect(documentOf(await personne.get(lien)).querySelector('h1')?.textContent).toBe('Étape 1 : Sécurité');
  });
});

describe('the rules of an account', () => {
  it('are those of its setting, listed without script for one to read', async () => {
    await maison.db.systeme.rows(sql`
      insert into politique (garant_id, compte_id, secret) values (${maison.garantId}, ${maison.compteId}, 'complexe')`);
    const lien = await invite('complexe@essai.example');
    const elle = await client(application.url);
    const page = documentOf(await elle.get(lien));
    expect(page.querySelectorAll('#regles li')).toHaveLength(7);
    expect(page.querySelector('#motDePasse')?.getAttribute('inputmode')).toBeNull();
    expect((await elle.post(lien, deux(BON), lien)).text).toContain('Choisissez au moins 12 caractères');
    expect((await elle.post(lien, deux('Éléphant-bleu 42'), lien)).status).toBe(303);
  });
});
