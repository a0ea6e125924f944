/** The demonstration: five steps, the right person at each, everybody's mailbox; and nothing of it in production. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { insertCourriels } from '../../src/courriels/outbox.sql.js';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
const SAISIE = 'saisie@rhonebatir.example';

const HOSTILE = 'SCI <script>alert(1)</script> {{7*7}}';

beforeAll(async () => {
  maison = await construire(database.config);
  await maison.db.systeme.rows(sql`update identifiant set email = ${SAISIE} where email = ${maison.ines.email}`);
  application = await demarrer(database);
  const donnees = {
    numero: 'D26-0000001',
    beneficiaire: HOSTILE,
    entite: 'Essai',
    nom: 'Inès',
    montant: '1234.50',
    devise: 'EUR',
    caution: 'C26-0000001',
    chemin: '/demandes/D26-0000001',
    commentaire: HOSTILE,
  };
  await maison.db.systeme.transaction((tx) =>
    insertCourriels(
      tx,
      null,
      (['validation_demandee', 'demande_renvoyee'] as const).map((gabarit, i) => ({
        evenement: `essai ${i}`,
        destinataire: `lecteur${i}@essai.example`,
        langue: i === 0 ? 'fr' : 'en',
        gabarit,
        donnees,
      })),
      new Date('2026-11-21T09:30:00Z'),
    ),
  );
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

describe('the five steps', () => {
  it('each give a button that signs in as the right person and begins at the right page', async () => {
    const page = documentOf(await (await client(application.url)).get('/demo'));
    const forms = [...page.querySelectorAll('ol form')].map((form) =>
      ['email', 'retour'].map((name) => form.querySelector<HTMLInputElement>(`[name=${name}]`)?.value),
    );
    expect(forms).toEqual([
      [SAISIE, '/demandes/nouvelle?produit=MARCHE&typeCredit=RG_PRIV'],
      ['valideur@rhonebatir.example', '/demandes?aValider=moi'],
      ['directrice@rhonebatir.example', '/demandes?aValider=moi'],
      [SAISIE, '/cautions'],
      [SAISIE, '/cautions?etat=effective'],
    ]);
  });

  it('sign in with a new session, without a code, and only as one of the demonstration’s people', async () => {
    const person = await client(application.url);
    const before = String((await person.get('/demo')).headers['set-cookie']);
    const entered = await person.post('/demo/connexion', { email: SAISIE, retour: '/demandes/nouvelle' }, '/demo');
    expect([entered.status, entered.headers.location]).toEqual([303, '/demandes/nouvelle']);
    expect(String(entered.headers['set-cookie'])).toContain('cautionet=');
    expect(String(entered.headers['set-cookie'])).not.toBe(before);
    expect((await person.get('/demandes/nouvelle')).status).toBe(200);

    for (const email of [maison.marc.email, 'personne@nulle-part.example', '']) {
      const stranger = await client(application.url);
      expect((await stranger.post('/demo/connexion', { email }, '/demo')).status, email).toBe(404);
      expect((await stranger.get('/demandes')).status).toBe(303);
    }
  });

  it('never lead to another site', async () => {
    const person = await client(application.url);
    for (const retour of ['https://ailleurs.example/', '//ailleurs.example'])
      expect((await person.post('/demo/connexion', { email: SAISIE, retour }, '/demo')).headers.location).toBe('/');
  });

  it('do not exist in production', () => {
    const { routes } = createApp({ ...application.services, config: { ...application.services.config, demo: false } });
    expect(routes.filter(({ path }) => path.startsWith('/demo'))).toEqual([]);
  });
});

describe('the mailbox', () => {
  it('lists the messages, the latest first, and shows each as its reader would see it', async () => {
    const person = await client(application.url);
    const list = documentOf(await person.get('/demo/courriels'));
    const rows = [...list.querySelectorAll('tbody tr')].map((row) => row.textContent ?? '');
    expect(rows).toHaveLength(2);
    expect(rows[0]).toContain('lecteur1@essai.example');
    expect(rows[0]).toContain('Demande renvoyée');
    const answer = await person.get(list.querySelectorAll('tbody a')[1]?.getAttribute('href') ?? '');
    const link = documentOf(answer).querySelector('main a.btn--p');
    expect(link?.getAttribute('href')).toBe(`${application.url}/demandes/D26-0000001`);
    expect(answer.text).toContain('SCI &lt;script&gt;alert(1)&lt;/script&gt; {{7*7}}');
    expect(answer.text).not.toContain('<script>alert');
    for (const id of ['999999', '0', 'x', '-1', '1e999']) expect((await person.get(`/demo/courriels/${id}`)).status, id).toBe(404);
  });

  it('is given to programs, addresses absolute', async () => {
    const { body } = await (await client(application.url)).get('/demo/courriels.json');
    expect(body).toHaveLength(2);
    expect(Object.keys(body[0])).toEqual(['id', 'date', 'destinataire', 'sujet', 'texte', 'html', 'lien']);
    expect(body[1]).toMatchObject({
      date: '2026-11-21T09:30:00.000Z',
      destinataire: 'lecteur0@essai.example',
      lien: `${application.url}/demandes/D26-0000001`,
    });
    expect(body[1].texte).toContain(body[1].lien);
    expect(body[1].html).toContain(`href="${body[1].lien}"`);
    expect(body[1].html).not.toContain('<script>');
  });
});
