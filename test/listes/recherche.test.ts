/** The bar on top: a number, a code, a name, for a client and for the insurer. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
const personnes: Record<string, Client> = {};

beforeAll(async () => {
  maison = await construire(database.config);
  for (const role of ['conseiller', 'courtier'])
    await maison.db.systeme.rows(sql`
      with a as (insert into agent (garant_id, role, prenom, nom, email) values (${maison.garantId}, ${role}, 'Ag', 'Ent', ${`${role}@cherche.example`}) returning id)
      insert into identifiant (email, agent_id) select ${`${role}@cherche.example`}, id from a`);
  application = await demarrer(database);
  personnes.client = await client(application.url, maison.ines.email);
  for (const role of ['conseiller', 'courtier']) personnes[role] = await client(application.url, `${role}@cherche.example`);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

it.each([
  ['client', 'd26-42', '/demandes/D26-0000042'],
  ['client', 'C26-0000042', '/cautions/C26-0000042'],
  ['client', '42', '/cautions?numero=42'],
  ['client', 'hôpital', '/cautions?numero=h%C3%B4pital'],
  ['client', '7KQF\u20142M9C\u2014X41D', '/verifier/7KQF-2M9C-X41D'],
  ['client', 'https://x.example/verifier/7KQF-2M9C-X41D', '/verifier/7KQF-2M9C-X41D'],
  ['client', 'HOPITALPUBLI', '/cautions?numero=HOPITALPUBLI'],
  ['client', '', '/cautions'],
  ['conseiller', 'Rhône Bâtir', '/gestion/comptes?texte=Rh%C3%B4ne+B%C3%A2tir'],
  ['conseiller', '7KQF2M9CX41D', '/verifier/7KQF-2M9C-X41D'],
  ['courtier', 'Rhône', '/gestion'],
] as const)('%s, %j: %s', async (qui, typed, adresse) => {
  const answer = await personnes[qui]?.get(`/recherche?numero=${encodeURIComponent(typed)}`);
  expect([answer?.status, answer?.headers.location]).toEqual([303, adresse]);
});
