/** Opening an account: every field, who may, twice at once, the same number; the account of one person who does it all. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import { siretOf, sirenOf } from '../../src/kit/identifiers.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, type Maison } from '../setup/maison.js';
import { dernierLien } from '../acces/outils.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let nadia: Client;
let autre: Client;
const NOUVEAU = '/gestion/comptes/nouveau';

beforeAll(async () => {
  maison = await construire(database.config);
  for (const email of ['nadia@assureur.example', 'autre@assureur.example'])
    await maison.db.systeme.rows(sql`
      with a as (insert into agent (garant_id, role, nom, email) values (${maison.garantId}, 'conseiller', 'Essai', ${email}) returning id)
      insert into identifiant (email, agent_id) select ${email}, id from a`);
  application = await demarrer(database);
  nadia = await client(application.url, 'nadia@assureur.example');
  autre = await client(application.url, 'autre@assureur.example');
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

let rang = 0;

function formulaire(extra: Readonly<Record<string, string | readonly string[]>> = {}): Record<string, string | readonly string[]> {
  rang += 1;
  const siren = sirenOf(`900000${String(rang).padStart(2, '0')}`);
  return {
    nom: `Société ${rang}`,
    numeroClient: `S-${rang}`,
    forme: 'SARL',
    pays: 'FR',
    siren,
    siret: siretOf(siren, 1),
    adresse: '1, rue Neuve',
    adminPrenom: '',
    adminNom: 'Morel',
    adminEmail: `gerant.${rang}@neuf.example`,
    adminLangue: 'fr',
    profils: ['administrateur'],
    contrat: `CP-S-${rang}`,
    plafond: '1 000 000',
    dateDebut: '01/01/2026',
    deportee: '1',
    ligne: 'Marchés',
    plafondLigne: '800 000',
    produit: 'MARCHE',
    types: ['RG_PRIV', 'RG_PUB'],
    autorise: '500 000',
    plafondUnitaire: '200 000',
    dureeMois: '60',
    taux: '0,85',
    ...extra,
  };
}
const comptes = async () => (await maison.db.systeme.rows<{ n: number }>(sql`select count(*)::int as n from compte`))[0]?.n;

describe('the form', () => {
  it.each([
    ['nom', ''],
    ['nom', 'x'.repeat(201)],
    ['numeroClient', ''],
    ['numeroClient', '{{7*7}}'],
    ['siren', '123 456 789'],
    ['siret', '12345678900012'],
    ['pays', 'XX'],
    ['adresse', ''],
    ['adminNom', ''],
    ['adminNom', 'x'.repeat(81)],
    ['adminEmail', 'pas une adresse'],
    ['adminEmail', 'a@b\u0000.fr'],
    ['adminLangue', 'tlh'],
    ['profils', 'saisisseur'],
    ['profils', 'roi'],
    ['contrat', '=1+1'],
    ['plafond', '-5'],
    ['plafond', '99999999999999999999'],
    ['plafondLigne', '2 000 000'],
    ['dateDebut', '31/02/2026'],
    ['ligne', ''],
    ['produit', 'RIEN'],
    ['types', 'RIEN'],
    ['autorise', '0'],
    ['plafondUnitaire', '600 000'],
    ['dureeMois', '0'],
    ['dureeMois', '1e3'],
    ['taux', '-1'],
    ['taux', 'beaucoup'],
  ])('refuses %s = %j beside its field, and keeps the rest', async (champ, valeur) => {
    const avant = await comptes();
    const answer = await nadia.post(NOUVEAU, formulaire({ [champ]: valeur }), NOUVEAU);
    expect(answer.status).toBe(422);
    const page = documentOf(answer);
    expect([...page.querySelectorAll('.govuk-error-summary a')].map((a) => a.getAttribute('href'))).toContain(`#${champ}`);
    expect(page.querySelector(`[id="${champ}-error"]`), champ).not.toBeNull();
    if (champ !== 'ligne') expect(page.querySelector<HTMLInputElement>('[name=ligne]')?.value).toBe('Marchés');
    expect(await comptes()).toBe(avant);
  });

  it.each([{}, { nom: ['a', 'b'], types: [], profils: [] }, { 'nom[x]': '1' }])('never breaks on %j', async (fields) => {
    expect((await nadia.post(NOUVEAU, fields as Record<string, string>, NOUVEAU)).status).toBe(422);
  });
});

describe('an account', () => {
  it('is opened once, however often the form is sent, whole, and seen by whoever looks after it only', async () => {
    const page = documentOf(await nadia.get(NOUVEAU));
    const cle = page.querySelector<HTMLInputElement>('[name=_idempotence]')?.value ?? '';
    const fields = formulaire({ _idempotence: cle });
    const answers = await Promise.all([1, 2, 3].map(() => nadia.post(NOUVEAU, fields, NOUVEAU)));
    const [lieu] = new Set(answers.map(({ headers }) => headers.location as string));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1);
    expect((await nadia.get(lieu ?? '')).text).toContain(fields.nom);
    expect((await autre.get(lieu ?? '')).status).toBe(404);
    expect((await nadia.get('/gestion/comptes')).text).toContain(fields.nom);
    expect((await autre.get('/gestion/comptes')).text).not.toContain(fields.nom);
    const [etat] = await maison.db.systeme.rows<{ etat: string; types: number; acte: string }>(sql`
      select e.etat, (select count(*)::int from autorisation a where a.compte_id = k.id) as types,
        (select string_agg(acte, ' ') from journal j where j.compte_id = k.id and agent_id is not null) as acte
      from compte k join entite e on e.compte_id = k.id where k.numero_client = ${fields.numeroClient}`);
    expect(etat).toEqual({ etat: 'identifiee', types: 2, acte: 'compte_ouvert' });
  });

  it('refuses a client number and a contract number already taken, in words, and leaves nothing behind', async () => {
    const premier = formulaire();
    await nadia.post(NOUVEAU, premier, NOUVEAU);
    const avant = await comptes();
    for (const [champ, valeur] of [
      ['numeroClient', premier.numeroClient],
      ['contrat', premier.contrat],
    ] as const) {
      const answer = await nadia.post(NOUVEAU, formulaire({ [champ]: valeur as string }), NOUVEAU);
      expect([answer.status, documentOf(answer).querySelector(`[id="${champ}-error"]`) !== null]).toEqual([422, true]);
    }
    expect(await comptes()).toBe(avant);
  });

  it('says the same whether or not the administrator’s address is known, and gives no second door', async () => {
    const fields = formulaire({ adminEmail: maison.ines.email });
    const answer = await nadia.post(NOUVEAU, fields, NOUVEAU);
    expect(answer.status).toBe(303);
    const doors = await maison.db.systeme.rows(sql`select id from identifiant where email = ${maison.ines.email}`);
    expect(doors).toHaveLength(1);
  });
});

it('one person does it all: he wakes the account, says he validates his own, writes and validates', { timeout: 60_000 }, async () => {
  const fields = formulaire({ profils: ['administrateur', 'saisisseur', 'valideur', 'consultant'] });
  await nadia.post(NOUVEAU, fields, NOUVEAU);
  const lien = await dernierLien(application, fields.adminEmail as string);
  const gerant = await client(application.url);
  await gerant.post(lien, { etape: '1', motDePasse: '482917', confirmation: '482917' }, lien);
  const email = fields.adminEmail as string;
  const entre = await gerant.post(lien, { etape: '2', email, emailConfirmation: email, nom: 'Morel', langue: 'fr' }, lien);
  expect(entre.headers.location).toBe('/');

  const [racine] = await maison.db.systeme.rows<{ id: number; compte_id: number }>(
    sql`select e.id, e.compte_id from entite e join compte k on k.id = e.compte_id where k.numero_client = ${fields.numeroClient}`,
  );
  const fiche = `/parametrage/organisation/${racine?.id}`;
  for (const geste of ['valider', 'activer']) {
    const version = documentOf(await gerant.get(fiche)).querySelector<HTMLInputElement>('[name=version]')?.value ?? '';
    expect((await gerant.post(`${fiche}/gestes/${geste}`, { version }, fiche)).status).toBe(303);
  }
  const circuit = `/parametrage/circuits/${racine?.id}`;
  const version = documentOf(await gerant.get(circuit)).querySelector<HTMLInputElement>('[name=version]')?.value ?? '';
  const regle = { version, 'tranches.0.aPartirDe': '0', 'tranches.0.validations': '1', propreValidation: '1' };
  expect((await gerant.post(circuit, regle, circuit)).status).toBe(303);

  const acteur = await application.services.droits.parEmail(email);
  if (acteur?.genre !== 'client') throw new Error('not a client');
  const [autorisation] = await maison.db.systeme.rows<{ id: number }>(
    sql`select id from autorisation where compte_id = ${racine?.compte_id} and type_credit = 'RG_PRIV'`,
  );
  const contenu = maison.contenu('1000.00', { entiteId: racine?.id, autorisationId: autorisation?.id });
  const numero = await application.services.demandes.enregistrer(acteur, contenu, [], { adresse: '', requete: '' });
  const page = `/demandes/${numero}`;
  await gerant.post(`${page}/soumission`, {}, page);
  await gerant.post(`${page}/validation`, {}, page);
  expect(
    documentOf(await gerant.get(page))
      .querySelector('[data-etat]')
      ?.getAttribute('data-etat'),
  ).toBe('transmise');
  const [caution] = await maison.db.systeme.rows<{ etat: string }>(sql`select etat from caution where compte_id = ${racine?.compte_id}`);
  expect(caution?.etat).toBe('effective');
});
