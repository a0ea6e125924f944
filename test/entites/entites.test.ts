/** The organisation on the real product: a child from draft to active with its insurer, moves, races, strangers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCircuitPour } from '../../src/circuits/valideurs.sql.js';
import { sql } from '../../src/kit/database.js';
import { siretOf, sirenOf } from '../../src/kit/identifiers.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { ajouterCompte, construire, ORIGINE, vues, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let ines: Client;
let claire: Client;
let voisine: Client;
const agents: Record<'conseiller' | 'autre' | 'courtier', Client> = {} as never;

async function agent(role: string, email: string): Promise<number> {
  const [row] = await maison.db.systeme.rows<{ id: number }>(sql`
    with a as (insert into agent (garant_id, role, nom, email) values (${maison.garantId}, ${role}, 'Essai', ${email}) returning id)
    insert into identifiant (email, agent_id) select ${email}, id from a returning agent_id as id`);
  return row?.id ?? 0;
}

beforeAll(async () => {
  maison = await construire(database.config);
  const voisins = await ajouterCompte(maison.db, undefined);
  const nadia = await agent('conseiller', 'nadia@assureur.example');
  await agent('charge', 'autre@assureur.example');
  await agent('courtier', 'courtier@assureur.example');
  await maison.db.systeme.rows(sql`update compte set conseiller_id = ${nadia} where id = ${maison.compteId}`);
  application = await demarrer(database);
  ines = await client(application.url, maison.ines.email);
  claire = await client(application.url, maison.claire.email);
  voisine = await client(application.url, voisins.ines.email);
  agents.conseiller = await client(application.url, 'nadia@assureur.example');
  agents.autre = await client(application.url, 'autre@assureur.example');
  agents.courtier = await client(application.url, 'courtier@assureur.example');
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const page = (id: number) => `/parametrage/organisation/${id}`;
let rang = 10_000_000;
const champs = (nom: string, extra = {}) => {
  const siren = sirenOf(String((rang += 7)));
  return { nom, forme: 'SAS', pays: 'FR', siren, siret: siretOf(siren, 1), adresse: 'Lyon', contactNom: 'Zoé', ...extra };
};
const ligne = async (id: number) =>
  (
    await maison.db.systeme.rows<{ etat: string; version: number; chemin: number[] }>(
      sql`select etat, version, chemin from entite where id = ${id}`,
    )
  )[0];

async function ajouter(nom: string, parent = maison.entites.racine): Promise<number> {
  const answer = await ines.post(`${page(parent)}/ajouter-un-fils`, champs(nom));
  expect(answer.status, answer.text.slice(0, 200)).toBe(303);
  return Number(answer.headers.location?.split('/').at(-1));
}
const faire = async (id: number, geste: string, version?: number) =>
  ines.post(`${page(id)}/gestes/${geste}`, { version: String(version ?? (await ligne(id))?.version) });
const vers = async (id: number, parent: number) =>
  ines.post(`${page(id)}/deplacement`, { vers: String(parent), version: String((await ligne(id))?.version) });

describe('a child', () => {
  it('goes from draft to active, each step told, mailed and journaled', async () => {
    const id = await ajouter('Fille Neuve');
    expect((await ines.get(page(id))).text).toContain('demander son identification');
    expect((await faire(id, 'activer')).status).toBe(409);
    expect((await faire(id, 'demander_identification')).status).toBe(303);
    expect((await ligne(id))?.etat).toBe('a_identifier');
    expect((await agents.conseiller.get('/gestion/entites')).text).toContain('Fille Neuve');
    expect((await agents.autre.get('/gestion/entites')).text).not.toContain('Fille Neuve');
    const gestion = `/gestion/entites/${id}`;
    expect((await agents.autre.get(gestion)).status).toBe(404);
    expect((await agents.courtier.get(gestion)).status).toBe(403);
    expect((await agents.courtier.get('/gestion')).text).not.toContain('Entités à identifier');
    const version = String((await ligne(id))?.version);
    const faux = await agents.conseiller.post(gestion, { version, numeroClient: '<b>', contrats: '999999' });
    expect(faux.status).toBe(422);
    expect(documentOf(faux).querySelector<HTMLInputElement>('#numeroClient')?.value).toBe('<b>');
    const juste = { version, numeroClient: 'K-42', contrats: String(maison.contratId) };
    const deux = await Promise.all([agents.conseiller.post(gestion, juste), agents.conseiller.post(gestion, juste)]);
    expect(deux.map(({ status }) => status).sort()).toEqual([303, 409]);
    for (const geste of ['valider', 'activer', 'desactiver', 'reactiver']) expect((await faire(id, geste)).status, geste).toBe(303);
    expect((await ligne(id))?.etat).toBe('active');
    const mails = await maison.db.systeme.rows<{ gabarit: string; destinataire: string }>(sql`
      select gabarit, destinataire from courriel where evenement like ${`entite ${id} %`} order by id`);
    expect(mails).toEqual([
      { gabarit: 'identification_demandee', destinataire: 'nadia@assureur.example' },
      { gabarit: 'entite_identifiee', destinataire: maison.ines.email },
    ]);
    const journal = await maison.db.systeme.rows<{ acte: string }>(sql`
      select acte from journal where sujet = 'entite' and sujet_id = ${id} order by id`);
    expect(journal.map(({ acte }) => acte.replace('entite_', ''))).toEqual([
      ...['creer', 'demander_identification', 'identifier', 'valider', 'activer', 'desactiver', 'reactiver'],
    ]);
    const fixee = await ines.post(`${page(id)}/modification`, champs('Fille Renommée', { version: String((await ligne(id))?.version) }));
    expect(fixee.status).toBe(303);
    expect((await ines.get(page(id))).text).toContain('Fille Renommée');
  });

  it('a double click adds one entity', async () => {
    const cle = documentOf(await ines.get(`${page(maison.entites.racine)}/ajouter-un-fils`)).querySelector<HTMLInputElement>(
      'input[name=_idempotence]',
    )?.value;
    const envoi = champs('Double clic', { _idempotence: cle });
    const adresse = `${page(maison.entites.racine)}/ajouter-un-fils`;
    for (let i = 0; i < 2; i += 1) expect((await ines.post(adresse, envoi)).status).toBe(303);
    const rows = await maison.db.systeme.rows(sql`select id from entite where nom = 'Double clic'`);
    expect(rows).toHaveLength(1);
  });

  it('sent back with a reason is a draft again; without one the insurer is asked for it', async () => {
    const id = await ajouter('Fille Renvoyée');
    await faire(id, 'demander_identification');
    const version = String((await ligne(id))?.version);
    const renvoi = (motif: string) => agents.conseiller.post(`/gestion/entites/${id}`, { version, decision: 'renvoyer', motif });
    expect((await renvoi('')).status).toBe(422);
    expect((await renvoi('SIRET radié')).status).toBe(303);
    expect((await ligne(id))?.etat).toBe('brouillon');
    expect((await ines.get(page(id))).text).toContain('SIRET radié');
    expect((await faire(id, 'supprimer')).status).toBe(303);
    expect((await ines.get(page(id))).status).toBe(404);
  });

  it('comes back with what was typed; the same SIRET is refused by name', async () => {
    const id = await ajouter('Première');
    const [{ siren, siret } = { siren: '', siret: '' }] = await maison.db.systeme.rows<{ siren: string; siret: string }>(
      sql`select siren, siret from entite where id = ${id}`,
    );
    const double = await ines.post(`${page(maison.entites.racine)}/ajouter-un-fils`, champs('Seconde', { siren, siret }));
    expect(double.status).toBe(422);
    expect(double.text).toContain('Ce SIRET est déjà celui de Première');
    expect(documentOf(double).querySelector<HTMLInputElement>('#nom')?.value).toBe('Seconde');
    const vide = await ines.raw(`${page(maison.entites.racine)}/ajouter-un-fils`, {});
    expect(vide.status).toBe(403);
    expect((await ines.post(`${page(maison.entites.racine)}/ajouter-un-fils`, {})).status).toBe(422);
  });

  it('a stale page changes nothing; strangers find nothing; other profiles are refused', async () => {
    const id = await ajouter('Périmée');
    expect((await faire(id, 'demander_identification', 99)).status).toBe(409);
    expect((await ligne(id))?.etat).toBe('brouillon');
    for (const suite of ['', '/ajouter-un-fils', '/modification', '/deplacement', '/gestes/supprimer']) {
      expect((await voisine.get(page(id) + suite)).status, suite).toBe(404);
      expect((await claire.get(page(id) + suite)).status, suite).toBe(403);
    }
    for (const suite of ['/ajouter-un-fils', '/modification', '/deplacement', '/gestes/valider', '/gestes/inconnu'])
      expect((await voisine.post(page(id) + suite, champs('X', { version: '1', vers: '1' }))).status, suite).toBe(404);
    for (const mauvaise of ['?ouvert=x', '?page=-1', '?page=99999', '?q[]=a', '?q=%25%5C', '?etat=zz'])
      expect((await ines.get(`/parametrage/organisation${mauvaise}`)).status, mauvaise).toBe(200);
    expect((await ines.get('/parametrage/organisation/abc')).status).toBe(404);
  });
});

describe('a name', () => {
  it('that changes asks the insurer again; an address or a contact does not', async () => {
    const id = await ajouter('Nommée');
    await maison.db.systeme.rows(sql`update entite set etat = 'active', numero_client = 'N-77' where id = ${id}`);
    const modifier = async (changes: object) =>
      ines.post(`${page(id)}/modification`, { ...champs('Nommée', changes), version: String((await ligne(id))?.version) });
    expect((await modifier({ adresse: '2, place Bellecour\n69002 Lyon' })).status).toBe(303);
    expect((await ligne(id))?.etat).toBe('active');
    expect((await ines.get(`${page(id)}/modification`)).text).toContain('identifier de nouveau');
    const renommee = await modifier({ nom: 'Autre Nom', adresse: '2, place Bellecour\n69002 Lyon' });
    expect(renommee.status).toBe(303);
    expect((await ligne(id))?.etat).toBe('a_identifier');
    expect((await ines.get(page(id))).text).toContain('Autre Nom');
    expect((await agents.conseiller.get('/gestion/entites')).text).toContain('Autre Nom');
    const [mail] = await maison.db.systeme.rows<{ n: number }>(
      sql`select count(*)::int as n from courriel where gabarit = 'identification_demandee' and donnees ->> 'entite' = 'Autre Nom'`,
    );
    expect(mail?.n).toBeGreaterThan(0);
  });

  it.each([
    ['\u200b\u200d\ufeff', 'Indiquez'],
    [' \u2003 ', 'Indiquez'],
    ['— . —', 'Indiquez'],
    ['日本保証', '日'],
    ['ＳＣＩ', 'U+FF33'],
    ['SCI \u0007 Pins', 'U+0007'],
  ])('%j is no name: refused beside the field', async (nom, dit) => {
    const answer = await ines.post(`${page(maison.entites.racine)}/ajouter-un-fils`, champs('X', { nom }));
    expect(answer.status).toBe(422);
    expect(documentOf(answer).querySelector('#nom-error')?.textContent).toContain(dit);
  });

  it('is kept without what cannot be seen', async () => {
    const id = await ajouter('SCI\u200b Les\u00ad Pins\u202e');
    expect((await maison.db.systeme.rows<{ nom: string }>(sql`select nom from entite where id = ${id}`))[0]?.nom).toBe('SCI Les Pins');
  });
});

describe('a move', () => {
  it('carries the branch: perimeters, delegations and circuits are those of the new place', async () => {
    const [a, b] = [await ajouter('Branche A'), await ajouter('Branche B')];
    const feuille = await ajouter('Feuille', a);
    const deB = await maison.collaborateur('Basile', ['valideur'], { entite: b });
    await maison.db.systeme.transaction(async (tx) => {
      await tx.run(sql`insert into delegation (compte_id, collaborateur_id, entite_id) values (${maison.compteId}, ${deB.id}, ${b})`);
      await tx.run(sql`insert into circuit (compte_id, entite_id) values (${maison.compteId}, ${b})`);
      await tx.run(sql`insert into circuit_tranche (compte_id, circuit_id, a_partir_de, validations)
        select ${maison.compteId}, id, 0, 3 from circuit where entite_id = ${b}`);
    });
    await maison.db.systeme.rows(sql`update entite set etat = 'active' where id = ${feuille}`);
    await maison.db.systeme.rows(
      sql`insert into contrat_entite (compte_id, contrat_id, entite_id) values (${maison.compteId}, ${maison.contratId}, ${feuille})`,
    );
    const { demandes, validations } = application.services;
    const numero = await demandes.enregistrer(maison.ines, maison.contenu('1000.00', { entiteId: feuille }), [], ORIGINE);
    await demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
    const [trop] = await validations.valider(deB, await vues(maison.db, numero), ORIGINE);
    expect(trop?.issue).not.toBe('transmise');
    const avant = await ines.get(`${page(a)}/deplacement?vers=${b}`);
    expect(avant.text).toContain('Basile Essai');
    expect(avant.text).toContain('Branche B');
    expect((await vers(a, b)).status).toBe(303);
    expect((await ligne(feuille))?.chemin).toEqual([maison.entites.racine, b, a, feuille]);
    const circuit = await maison.db.read({ compte: maison.compteId }, (tx) => findCircuitPour(tx, feuille, '10'));
    expect(circuit.validations).toBe(3);
    const { personnes } = await application.services.entites.consulter(maison.ines, feuille);
    expect(personnes.map(({ nom }) => nom)).toContain('Basile Essai');
    // His delegation on B now covers what came under it.
    const [fait] = await validations.valider(deB, await vues(maison.db, numero), ORIGINE);
    expect(fait).toMatchObject({ issue: 'transmise' });
    expect((await vers(b, feuille)).status).toBe(409);
    expect((await vers(maison.entites.racine, b)).status).toBe(409);
  });

  it('two at once cannot make a cycle', async () => {
    for (let i = 0; i < 5; i += 1) {
      const [a, b] = [await ajouter(`Course A${i}`), await ajouter(`Course B${i}`)];
      const { entites } = application.services;
      const issues = await Promise.allSettled([
        entites.deplacer(maison.ines, a, b, { version: 1, origine: ORIGINE }),
        entites.deplacer(maison.ines, b, a, { version: 1, origine: ORIGINE }),
      ]);
      expect(issues.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
  });
});

it('an account of 3 000 entities shows one bounded page, found by its index', async () => {
  await maison.db.systeme.rows(sql`
    insert into entite (compte_id, parent_id, chemin, nom, etat)
    select ${maison.compteId}, ${maison.entites.fille}, '{}', 'Chantier ' || n, 'active' from generate_series(1, 3000) n`);
  await maison.db.systeme.rows(sql`analyze entite`).catch(() => undefined);
  const lignes = async (address: string) => documentOf(await ines.get(address)).querySelectorAll('tr[data-entite]').length;
  expect(await lignes('/parametrage/organisation')).toBeLessThanOrEqual(51);
  expect(await lignes(`/parametrage/organisation?ouvert=${maison.entites.fille}`)).toBe(52);
  expect(await lignes('/parametrage/organisation?q=Chantier&page=2')).toBe(50);
  const plan = await maison.db.systeme.rows<Record<string, string>>(sql`
    explain select nom from entite where compte_id = ${maison.compteId} and parent_id = ${maison.entites.fille} order by nom, id limit 50`);
  expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('entite_enfants');
});
