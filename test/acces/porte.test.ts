/** The sign-in page: what it asks, what it says when it refuses, and the demonstration's people, without script. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import { CODE, demarrer, type Application } from '../setup/application.js';
import { client, documentOf } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
beforeAll(async () => {
  maison = await construire(database.config);
  await maison.db.systeme.rows(sql`update identifiant set email = 'saisie@rhonebatir.example' where email = ${maison.ines.email}`);
  application = await demarrer(database);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const porte = async (address = '/connexion') => documentOf(await (await client(application.url)).get(address));

describe('the form', () => {
  it('asks for an address and a secret that a password manager recognises', async () => {
    const page = await porte();
    const form = page.querySelector('input[name=email]:not([type=hidden])')?.closest('form');
    expect(form?.querySelector('[name=email]')?.getAttribute('autocomplete')).toBe('username');
    const secret = form?.querySelector('[name=motDePasse]');
    expect(secret?.getAttribute('type')).toBe('password');
    // Six figures or a phrase: the door does not know whose.
    expect(secret?.getAttribute('inputmode')).toBeNull();
    expect(secret?.getAttribute('autocomplete')).toBe('current-password');
    expect(form?.querySelector('button')?.textContent?.trim()).toBe('Se connecter');
    expect([...page.querySelectorAll('.lk a')].map((a) => a.textContent?.replace('\u00a0', ' '))).toEqual([
      'Mot de passe oublié ?',
      'Contactez-nous',
    ]);
  });

  it('comes back with the address typed, one uniform message on top, and no secret', async () => {
    const answer = await (
      await client(application.url)
    ).post('/connexion', { email: 'qui@essai.example', motDePasse: '111111' }, '/connexion');
    const page = documentOf(answer);
    expect(page.title).toMatch(/^Erreur/);
    expect(page.querySelectorAll('.govuk-error-summary li')).toHaveLength(1);
    expect(page.querySelector('.govuk-error-summary a')?.getAttribute('href')).toBe('#email');
    expect(page.querySelector<HTMLInputElement>('#email')?.value).toBe('qui@essai.example');
    expect(answer.text).not.toContain('111111');
  });

  it('leads back to the page that was asked for, also after a refusal', async () => {
    const person = await client(application.url);
    const sent = await person.get('/demandes?etat=creee');
    expect(sent.headers.location).toBe('/connexion?retour=%2Fdemandes%3Fetat%3Dcreee');
    const retourDe = (answer: Awaited<ReturnType<typeof person.get>>) =>
      documentOf(answer).querySelector<HTMLInputElement>('main form [name=retour]')?.value ?? '';
    const retour = retourDe(await person.get(sent.headers.location ?? ''));
    const refused = await person.post('/connexion', { email: maison.marc.email, motDePasse: '000000', retour }, '/connexion');
    expect(retourDe(refused)).toBe('/demandes?etat=creee');
    const entered = await person.post('/connexion', { email: maison.marc.email, motDePasse: CODE, retour }, '/connexion');
    expect(entered.headers.location).toBe('/demandes?etat=creee');
  });
});

describe('the demonstration’s people', () => {
  it('each have a small form of their own, that signs in as it stands', async () => {
    const page = await porte('/connexion?retour=/cautions');
    const forms = [...page.querySelectorAll<HTMLFormElement>('.demo-in form')];
    expect(forms).toHaveLength(application.services.comptesDemo.length);
    const fields = Object.fromEntries(
      [...(forms[0]?.querySelectorAll<HTMLInputElement>('input') ?? [])].map(({ name, value }) => [name, value]),
    );
    expect(fields).toMatchObject({ email: 'saisie@rhonebatir.example', motDePasse: CODE, retour: '/cautions' });
    expect(fields._csrf).toBeTruthy();
    const entered = await (await client(application.url)).post('/connexion', { ...fields, _csrf: [] }, '/connexion');
    expect([entered.status, entered.headers.location]).toEqual([303, '/cautions']);
  });
});
