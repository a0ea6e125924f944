/** The door: the same answer to all, failures counted, a new session at each sign-in, nothing of another site. */
import { setTimeout } from 'node:timers/promises';
import { JSDOM } from 'jsdom';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sql } from '../../src/kit/database.js';
import type { Clock } from '../../src/kit/dates.js';
import { adresseInterne } from '../../src/acces/connexion.form.js';
import { CODE, demarrer, type Application } from '../setup/application.js';
import { client, documentOf } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let now = MAINTENANT();
const clock: Clock = () => now;

beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database, { clock });
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const essayer = async (email: string, motDePasse: string) =>
  (await client(application.url)).post('/connexion', { email, motDePasse }, '/connexion');
/** A page without what changes from one rendering to the next. */
const fige = (html: string, email: string) =>
  html
    .replaceAll(/value="[^"]*"/g, '')
    .replaceAll(email, '')
    .replaceAll(/[0-9a-f-]{36}/g, '');

describe('signing in', () => {
  it('answers the same to a wrong secret, an unknown address and a suspended person', async () => {
    const lea = await maison.collaborateur('Léa', ['consultant']);
    await maison.db.systeme.rows(
      sql`update identifiant set secret = (select secret from identifiant where secret is not null limit 1) where secret is null`,
    );
    await maison.db.systeme.rows(sql`update collaborateur set actif = false where id = ${lea.id}`);
    const [faux, inconnu, suspendu] = [
      await essayer(maison.ines.email, '000000'),
      await essayer('personne@nulle-part.example', CODE),
      await essayer(lea.email, CODE),
    ];
    expect([faux.status, inconnu.status, suspendu.status]).toEqual([422, 422, 422]);
    expect(fige(inconnu.text, 'personne@nulle-part.example')).toBe(fige(faux.text, maison.ines.email));
    expect(fige(suspendu.text, lea.email)).toBe(fige(faux.text, maison.ines.email));
  });

  it.each([
    [{}],
    [{ email: '' }],
    [{ email: 'a'.repeat(500), motDePasse: 'b' }],
    [{ email: ['a', 'b'], motDePasse: ['c', 'd'] }],
    [{ email: 'x\u0000y', motDePasse: '1' }],
  ])('takes %j for a wrong secret, never for a bug', async (fields) =>
    expect((await (await client(application.url)).post('/connexion', fields, '/connexion')).status).toBe(422),
  );

  it('counts failures before verifying: a hundred guesses at once verify five at most, and the right code then waits', async () => {
    const { email } = maison.marc;
    await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        application.services.acces.entree.connecter(email, String(100_000 + i), { adresse: '', requete: '' }, { nom: '', empreintes: [] }),
      ),
    );
    const [row] = await maison.db.systeme.rows<{ echecs: number }>(sql`select echecs from identifiant where email = ${email}`);
    expect(row?.echecs).toBe(5);
    expect((await essayer(email, CODE)).status).toBe(422);
    now = new Date(now.getTime() + 16 * 60_000);
    expect((await essayer(email, CODE)).status).toBe(303);
  });

  it('gives a new session id, and none of the other site’s addresses as a way back', async () => {
    const person = await client(application.url);
    const before = (await person.get('/connexion')).headers['set-cookie'];
    const entered = await person.post(
      '/connexion',
      { email: maison.claire.email, motDePasse: CODE, retour: 'https://ailleurs.example/' },
      '/connexion',
    );
    expect(entered.headers.location).toBe('/');
    expect(entered.headers['set-cookie']).not.toEqual(before);
    expect(String(entered.headers['set-cookie'])).toMatch(/HttpOnly.*SameSite=Lax/);
  });

  it('ends for a suspended person at the next page, and at sign-out', async () => {
    const claire = await client(application.url, maison.claire.email);
    expect((await claire.get('/demandes')).status).toBe(200);
    await maison.db.systeme.rows(sql`update collaborateur set actif = false where id = ${maison.claire.id}`);
    expect((await claire.get('/demandes')).status).toBe(303);
    await maison.db.systeme.rows(sql`update collaborateur set actif = true where id = ${maison.claire.id}`);
    const ines = await client(application.url, maison.ines.email);
    expect((await ines.post('/deconnexion')).status).toBe(303);
    expect((await ines.get('/demandes')).headers.location).toContain('/connexion');
  });

  it('ends eight hours after sign-in, whatever one does', async () => {
    const ines = await client(application.url, maison.ines.email);
    now = new Date(now.getTime() + 8 * 3_600_000 + 1);
    expect((await ines.get('/demandes')).status).toBe(303);
  });
});

describe('an address to come back to', () => {
  it.each(['/demandes?etat=creee', '/'])('keeps %s', (address) => expect(adresseInterne(address)).toBe(address));
  it.each(['//ailleurs.example', '/\\ailleurs.example', 'https://ailleurs.example', 'javascript:alert(1)', '/a\nb', undefined, ['/x']])(
    'refuses %j',
    (address) => expect(adresseInterne(address)).toBe('/'),
  );
});

describe('every answer', () => {
  it('carries the headers that protect it, and no cache keeps a page', async () => {
    const { headers } = await (await client(application.url)).get('/connexion');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe-inline');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it('changes language by a form, kept with the person', async () => {
    const person = await client(application.url);
    const changed = await person.post('/langue', { langue: 'en', retour: '/connexion' }, '/connexion');
    expect(changed.headers.location).toBe('/connexion');
    expect(documentOf(await person.get('/connexion')).documentElement.lang).toBe('en');
  });

  it('tells machines that it lives, is ready, and how it does', async () => {
    const machine = await client(application.url);
    expect((await machine.get('/sante')).body).toEqual({ etat: 'ok' });
    expect((await machine.get('/pret')).status).toBe(200);
    expect((await machine.get('/metriques')).text).toContain('cautionet_courriels_en_attente');
  });
});

it('answers a redirect only once the session is written, so that the next page knows what was done', async () => {
  const page = await fetch(`${application.url}/connexion`);
  const cookie = page.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const token = new JSDOM(await page.text()).window.document.querySelector<HTMLInputElement>('input[name=_csrf]')?.value ?? '';
  const owner = new pg.Client(database.config);
  await owner.connect();
  await owner.query('begin; lock table session in share mode');
  let answered = false;
  const head = fetch(`${application.url}/langue`, {
    method: 'post',
    redirect: 'manual',
    headers: { cookie },
    body: new URLSearchParams({ _csrf: token, langue: 'en', retour: '/connexion' }),
  }).finally(() => (answered = true));
  await vi.waitFor(async () => expect((await owner.query('select from pg_locks where not granted')).rowCount).toBe(1), { timeout: 5_000 });
  await setTimeout(50);
  expect(answered).toBe(false);
  await owner.query('commit');
  expect((await head).status).toBe(303);
  await owner.end();
});
