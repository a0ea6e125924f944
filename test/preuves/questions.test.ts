/** The three questions, where an account wants them: chosen at the first access, asked after the mailed link, never instead of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QUESTIONS } from '../../src/preuves/questions.js';
import { sql } from '../../src/kit/database.js';
import { readMessages } from '../../src/kit/i18n.js';
import { inRoot } from '../../src/kit/root.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, type Maison } from '../setup/maison.js';
import { dernierLien, inviter } from '../acces/outils.js';

const database = useDatabase();
const EMAIL = 'questions@essai.example';
const SECRET = { etape: '1', motDePasse: '482917', confirmation: '482917' };
const CHOIX = {
  ...{ question1: 'ville', question2: 'mere', question3: 'animal' },
  ...{ reponse1: 'Saint-Étienne', reponse2: 'de la Fontaine', reponse3: 'Médor' },
};
let maison: Maison;
let application: Application;

beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database);
  await maison.db.systeme.rows(sql`
    insert into politique (garant_id, compte_id, questions) values (${maison.garantId}, ${maison.compteId}, true)`);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const oubli = async (email = EMAIL): Promise<{ qui: Client; lien: string }> => {
  const qui = await client(application.url);
  await maison.db.systeme.rows(sql`delete from jeton`);
  await qui.post('/mot-de-passe/oublie', { email }, '/mot-de-passe/oublie');
  return { qui, lien: await dernierLien(application, email) };
};

describe('at the first access', () => {
  it('three different ones are chosen with the secret; what was typed comes back; answers are kept hashed', async () => {
    await inviter(application, maison, EMAIL);
    const lien = await dernierLien(application, EMAIL);
    const elle = await client(application.url);
    expect(documentOf(await elle.get(lien)).querySelectorAll('select')).toHaveLength(3);
    const refus = await elle.post(lien, { ...SECRET, ...CHOIX, question3: 'ville', reponse2: 'x' }, lien);
    expect(refus.status).toBe(422);
    const page = documentOf(refus);
    expect([...page.querySelectorAll('.govuk-error-summary a')].map((a) => a.getAttribute('href'))).toEqual(['#reponse2', '#question3']);
    expect(page.querySelector<HTMLInputElement>('#reponse1')?.value).toBe('Saint-Étienne');
    expect((await elle.post(lien, { ...SECRET, question1: ['ville', 'mere'], reponse1: '\u0000' }, lien)).status).toBe(422);
    expect((await elle.post(lien, { ...SECRET, ...CHOIX }, lien)).status).toBe(303);
    await elle.post(lien, { etape: '2', email: EMAIL, emailConfirmation: EMAIL, nom: 'Question', langue: 'fr' }, lien);
    const gardees = await maison.db.systeme.rows<{ question: string; reponse: string }>(
      sql`select question, reponse from question_secrete order by rang`,
    );
    expect(gardees.map(({ question }) => question)).toEqual(['ville', 'mere', 'animal']);
    for (const { reponse } of gardees) expect(reponse).toMatch(/^\$argon2id\$/);
  });
});

describe('after a mailed link', () => {
  const reponses = { reponse1: 'saint etienne', reponse2: 'DE LA FONTAINE', reponse3: 'medor' };

  it('are asked first; capitals, accents and spaces do not count; then the secret is chosen', async () => {
    const { qui, lien } = await oubli();
    const page = documentOf(await qui.get(lien));
    expect(page.querySelector('h1')?.textContent).toBe('Réponse aux questions de sécurité');
    expect([...page.querySelectorAll('main label')].map((label) => label.textContent?.trim())).toContain(
      'Quelle est votre ville préférée ?',
    );
    // The secret cannot be set before they are answered.
    expect((await qui.post(lien, SECRET, lien)).text).toContain('Ces réponses ne conviennent pas');
    expect((await qui.post(lien, { ...reponses, reponse3: 'rex' }, lien)).status).toBe(422);
    expect((await qui.post(lien, reponses, lien)).headers.location).toBe(lien);
    expect(documentOf(await qui.get(lien)).querySelector('h1')?.textContent).toBe('Saisir un nouveau mot de passe');
    // Another browser with the same link answers for itself.
    expect((await (await client(application.url)).get(lien)).text).toContain('ville préférée');
    const nouveau = { etape: '1', motDePasse: '905817', confirmation: '905817' };
    expect((await qui.post(lien, nouveau, lien)).headers.location).toBe('/mot-de-passe/oublie?etape=fin');
  });

  it('are tried five times, even all at once, and the link is then spent', async () => {
    const { qui, lien } = await oubli();
    const jeton = documentOf(await qui.get(lien)).querySelector<HTMLInputElement>('main [name=_csrf]')?.value ?? '';
    const body = new URLSearchParams({ _csrf: jeton, reponse1: 'a', reponse2: 'b', reponse3: 'c' }).toString();
    await Promise.all(Array.from({ length: 10 }, () => qui.raw(lien, body)));
    const [row] = await maison.db.systeme.rows<{ essais: number }>(sql`select essais from jeton`);
    expect(row?.essais).toBe(5);
    expect((await qui.post(lien, reponses, '/connexion')).status).toBe(404);
  });

  it('are not asked of someone who never chose any, nor once the account wants them no more', async () => {
    const { qui, lien } = await oubli(maison.claire.email);
    expect(documentOf(await qui.get(lien)).querySelector('h1')?.textContent).toBe('Saisir un nouveau mot de passe');
    await maison.db.systeme.rows(sql`update politique set questions = false`);
    const encore = await oubli();
    expect(documentOf(await encore.qui.get(encore.lien)).querySelector('h1')?.textContent).toBe('Saisir un nouveau mot de passe');
  });
});

it('each question has its words in both languages', () => {
  for (const langue of ['fr', 'en'] as const)
    for (const cle of QUESTIONS) expect(readMessages(inRoot('templates', 'locales'), langue)[`acces.question.${cle}`]).toBeTruthy();
});
