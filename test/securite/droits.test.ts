/** A right that shrinks: once its change is answered, no page of any process shows what is outside, whether or not its notice is heard. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import type { Collaborateur } from '../../src/droits/acteur.js';
import { startProduct, type Product } from '../../src/product.js';
import { demarrer } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, type Maison } from '../setup/maison.js';

const TOURS = 12;
const AUTRE = 'Filiale Retirée';

const database = useDatabase();
let maison: Maison;
/** Two processes of one installation: one database, the same secrets. */
let applications: Product[];
let owner: pg.Client;
let ines: Client;
let paul: Collaborateur;
let autre: number;
/** The demande of the entity that comes and goes. */
let numero: string;

beforeAll(async () => {
  maison = await construire(database.config);
  owner = new pg.Client(database.config);
  await owner.connect();
  const { rows } = await owner.query<{ id: number }>(
    `insert into entite (compte_id, parent_id, chemin, nom, forme, adresse, pays, etat)
     values ($1, $2, '{}', $3, 'SAS', '2, rue des Essais', 'FR', 'active') returning id`,
    [maison.compteId, maison.entites.racine, AUTRE],
  );
  autre = rows[0]?.id ?? 0;
  await owner.query('insert into contrat_entite (compte_id, contrat_id, entite_id) values ($1, $2, $3)', [
    maison.compteId,
    maison.contratId,
    autre,
  ]);
  const demandes = createDemandesService({ db: maison.db, clock: MAINTENANT, reveiller: () => undefined });
  await demandes.enregistrer(maison.ines, maison.contenu('100.00'), [], ORIGINE);
  numero = await demandes.enregistrer(maison.ines, maison.contenu('200.00', { entiteId: autre }), [], ORIGINE);
  paul = await maison.collaborateur('Paul', ['consultant'], { entite: maison.entites.fille });
  const application = await demarrer(database);
  applications = [await startProduct({ config: application.services.config, clock: application.services.clock, jobs: false }), application];
  ines = await client(applications[0]?.url ?? '', maison.ines.email);
}, 90_000);
afterAll(async () => {
  for (const application of applications ?? []) await application.stop();
  await maison?.db.close();
  await owner?.end();
});

/** Answers once the change is answered. */
async function donner(...entites: readonly number[]): Promise<void> {
  const ids = entites.map(String);
  const corps = { prenom: 'Paul', nom: 'Essai', langue: 'fr', profils: ['consultant'], perimetre: ids, descendants: ids, confirme: 'oui' };
  const answer = await ines.post(`/parametrage/collaborateurs/${paul.id}`, corps);
  expect(answer.status, documentOf(answer).querySelector('main')?.textContent ?? '').toBe(303);
}

const PAGES = () => ['/demandes', `/demandes/${numero}`, '/', '/autorisations', '/encours', `/demandes?q=${numero}`];
/** Whether a page shows anything of the entity that comes and goes. */
const montre = async (qui: Client, page: string): Promise<boolean> => {
  const { status, text } = await qui.get(page);
  expect([200, 404]).toContain(status);
  return (
    status === 200 && (text.includes(AUTRE) || text.replaceAll(`q=${numero}`, '').replaceAll(`value="${numero}"`, '').includes(numero))
  );
};

async function retrecir(): Promise<{ dehors: string[]; dedans: number }> {
  await donner(maison.entites.fille, autre);
  const lecteurs = await Promise.all(applications.flatMap(({ url }) => [client(url, paul.email), client(url, paul.email)]));
  let tour = 0;
  /** The turn in which the entity is surely outside: from the answer to the change until the next change is asked. */
  let retire = 0;
  let fini = false;
  const dehors: string[] = [];
  let dedans = 0;
  const lectures = lecteurs.map(async (qui, rang) => {
    for (let i = rang; !fini; i += 1) {
      const page = PAGES()[i % PAGES().length] ?? '/';
      const depart = retire;
      const vu = await montre(qui, page);
      if (vu && depart > 0 && depart === retire) dehors.push(`${tour}: ${page} of process ${rang >> 1}`);
      if (vu) dedans += 1;
    }
  });
  try {
    for (tour = 1; tour <= TOURS; tour += 1) {
      await donner(maison.entites.fille, autre);
      // What is given is there as soon, so that something is taken away.
      for (const qui of lecteurs) expect(await montre(qui, '/demandes'), `turn ${tour}`).toBe(true);
      await donner(maison.entites.fille);
      retire = tour;
      // At once, on both: the page asked for as soon as the change is answered.
      for (const [rang, qui] of lecteurs.entries())
        for (const page of ['/demandes', `/demandes/${numero}`])
          if (await montre(qui, page)) dehors.push(`${tour}: ${page} at once, of process ${rang >> 1}`);
      await sleep(60);
      retire = 0;
    }
  } finally {
    fini = true;
    await Promise.all(lectures);
  }
  return { dehors, dedans };
}

it(`${TOURS} rounds, read by two processes: what was taken away is gone with the answer`, { timeout: 120_000 }, async () => {
  const { dehors, dedans } = await retrecir();
  expect(dehors).toEqual([]);
  expect(dedans).toBeGreaterThan(TOURS);
});

it('the same with every notice lost', { timeout: 120_000 }, async () => {
  for (const table of ['perimetre', 'collaborateur', 'entite']) await owner.query(`alter table ${table} disable trigger ${table}_avis`);
  const { dehors, dedans } = await retrecir();
  expect(dehors).toEqual([]);
  expect(dedans).toBeGreaterThan(TOURS);
});

it('a person suspended is out at his next page, a session closed elsewhere within a second, with every notice lost', async () => {
  await owner.query('alter table session disable trigger session_avis');
  await owner.query('alter table collaborateur disable trigger collaborateur_avis');
  const [ici, la] = await Promise.all(applications.map(({ url }) => client(url, paul.email)));
  for (const qui of [ici, la]) expect((await qui?.get('/demandes'))?.status).toBe(200);
  await owner.query('update collaborateur set actif = false where id = $1', [paul.id]);
  for (const qui of [ici, la]) expect((await qui?.get('/demandes'))?.status).toBe(303);
  await owner.query('update collaborateur set actif = true where id = $1', [paul.id]);
  const revenu = await client(applications[1]?.url ?? '', paul.email);
  expect((await revenu.get('/demandes')).status).toBe(200);
  await owner.query(`delete from session where (sess #>> '{passport,user}')::int = $1`, [paul.identifiantId]);
  await sleep(1_050);
  expect((await revenu.get('/demandes')).status).toBe(303);
});
