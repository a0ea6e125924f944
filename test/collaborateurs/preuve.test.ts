/** Where the way in is strict, changing rights asks again who one is; looking for an entity does not. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import { entrerStrictement } from '../acces/outils.js';
import { CODE, demarrer, type Application } from '../setup/application.js';
import { documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let ines: Client;
let now = MAINTENANT();

beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database, { strict: true, clock: () => now });
  // An administrator never comes in with six figures alone.
  await maison.db.systeme.rows(sql`update identifiant set secret_genre = 'phrase' where email = ${maison.ines.email}`);
  ines = await entrerStrictement(application, maison.ines.email);
  now = new Date(now.getTime() + 6 * 60_000);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const corps = () => ({
  email: 'paul@essai.example',
  nom: 'Roche',
  langue: 'fr',
  profils: 'consultant',
  perimetre: [String(maison.entites.racine), String(maison.entites.fille)],
});

it('every change of a right waits for a proof, and changes nothing before', async () => {
  const { racine, fille } = maison.entites;
  for (const [adresse, champs] of [
    ['/parametrage/collaborateurs/nouveau', corps()],
    ['/parametrage/collaborateurs/import', { etape: 'confirmer', lignes: '[]' }],
    [`/parametrage/collaborateurs/${maison.marc.id}`, { ...corps(), version: '1' }],
    [`/parametrage/collaborateurs/${maison.marc.id}/suspension`, {}],
    [`/parametrage/collaborateurs/${maison.marc.id}/retablissement`, {}],
    [`/parametrage/circuits/${fille}`, { version: '0', 'tranches.0.aPartirDe': '0', 'tranches.0.validations': '1' }],
    [`/parametrage/circuits/${racine}/suppression`, { version: '1' }],
    ['/profil/transmetteur', { transmetteur: String(maison.claire.id), actuel: '' }],
    [`/parametrage/organisation/${fille}/deplacement`, { vers: String(racine), version: '1' }],
  ] as const)
    expect((await ines.post(adresse, champs)).headers.location, adresse).toBe('/confirmer');
  const [traces] = await maison.db.systeme.rows<{ n: number }>(
    sql`select count(*)::int as n from journal where acte ~ '^(collaborateur|circuit|transmetteur|entite)_'`,
  );
  expect(traces?.n).toBe(0);
});

it('what was typed is there after the proof, and then saved', async () => {
  await ines.post('/parametrage/collaborateurs/nouveau', corps());
  const suite = documentOf(await ines.post('/confirmer', { preuve: CODE }, '/confirmer'));
  const form = suite.querySelector<HTMLFormElement>('main form');
  expect(form?.getAttribute('action')).toBe('/parametrage/collaborateurs/nouveau');
  const champs = [...(form?.querySelectorAll<HTMLInputElement>('input[type=hidden]') ?? [])].filter(({ name }) => name !== '_csrf');
  expect(champs.filter(({ name }) => name === 'perimetre')).toHaveLength(2);
  const body: Record<string, string[]> = {};
  for (const { name, value } of champs) (body[name] ??= []).push(value);
  expect((await ines.post('/parametrage/collaborateurs/nouveau', body)).headers.location).toBe('/parametrage/collaborateurs');
  expect(await maison.db.systeme.rows(sql`select from collaborateur where email = 'paul@essai.example'`)).toHaveLength(1);
});
