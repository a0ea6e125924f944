/** Circuits, simulator and transmetteur: the rules, then over HTTP on a real database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { etapesDe, obstacle, suffisant, type Candidat } from '../../src/circuits/circuit.js';
import { readCircuit } from '../../src/circuits/circuits.form.js';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { ajouterCompte, construire, MAINTENANT, ORIGINE, type Maison } from '../setup/maison.js';

const libre: Candidat = { nom: 'A', actif: true, perimetre: true, delegue: true, demandeur: false, transmetteur_autre: false };

describe('the rules', () => {
  it('says what stops each', () => {
    const regle = { derniere: true, propreValidation: false };
    expect(obstacle(libre, regle)).toBeUndefined();
    expect(obstacle({ ...libre, actif: false }, regle)).toBe('suspendu');
    expect(obstacle({ ...libre, perimetre: false }, regle)).toBe('perimetre');
    expect(obstacle({ ...libre, delegue: false }, regle)).toBe('delegation');
    expect(obstacle({ ...libre, demandeur: true }, regle)).toBe('propre');
    expect(obstacle({ ...libre, demandeur: true }, { ...regle, propreValidation: true })).toBeUndefined();
    expect(obstacle({ ...libre, transmetteur_autre: true }, regle)).toBe('transmetteur');
    expect(obstacle({ ...libre, transmetteur_autre: true }, { ...regle, derniere: false })).toBeUndefined();
  });

  it('needs as many people as validations', () => {
    expect(suffisant(etapesDe([libre], 1, false))).toBe(true);
    expect(suffisant(etapesDe([libre], 2, false))).toBe(false);
    expect(suffisant(etapesDe([libre, { ...libre, nom: 'B', transmetteur_autre: true }], 2, false))).toBe(true);
    expect(suffisant(etapesDe([{ ...libre, transmetteur_autre: true }], 1, false))).toBe(false);
  });

  it.each<[Record<string, unknown>, string]>([
    [{}, 'tranches-0-aPartirDe'],
    [{ 'tranches.0.aPartirDe': '-1', 'tranches.0.validations': '1' }, 'tranches-0-aPartirDe'],
    [{ 'tranches.0.aPartirDe': '0', 'tranches.0.validations': '6' }, 'tranches-0-validations'],
    [{ 'tranches.0.aPartirDe': '0', 'tranches.0.validations': ['1', '2'] }, 'tranches-0-validations'],
    [
      { 'tranches.0.aPartirDe': '5', 'tranches.0.validations': '1', 'tranches.1.aPartirDe': '5,00', 'tranches.1.validations': '2' },
      'tranches-1-aPartirDe',
    ],
    [
      Object.fromEntries(
        Array.from({ length: 11 }, (_, i) => [
          [`tranches.${i}.aPartirDe`, String(i)],
          [`tranches.${i}.validations`, '1'],
        ]).flat(),
      ),
      'tranches-10-aPartirDe',
    ],
  ])('%j is refused beside its field', (corps, field) => expect(readCircuit(corps).erreurs.map((one) => one.field)).toContain(field));
});

const database = useDatabase();
let maison: Maison;
let voisins: Maison;
let application: Application;
let ines: Client;

beforeAll(async () => {
  maison = await construire(database.config);
  voisins = await ajouterCompte(maison.db, undefined);
  application = await demarrer(database, { clock: MAINTENANT });
  ines = await client(application.url, maison.ines.email);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const simuler = async (montant: string, extra = '') =>
  documentOf(
    await ines.get(`/parametrage/circuits/simulation?entite=${maison.entites.fille}&typeCredit=RG_PRIV&montant=${montant}${extra}`),
  ).querySelector('#resultat')?.textContent ?? '';

describe('the pages', () => {
  it('administrators only, and never another account', async () => {
    const marc = await client(application.url, maison.marc.email);
    for (const adresse of ['/parametrage/circuits', '/parametrage/circuits/simulation', '/profil/transmetteur'])
      expect((await marc.get(adresse)).status).toBe(403);
    expect((await ines.get(`/parametrage/circuits/${voisins.entites.racine}`)).status).toBe(404);
    const corps = { version: '1', 'tranches.0.aPartirDe': '0', 'tranches.0.validations': '1' };
    expect((await ines.post(`/parametrage/circuits/${voisins.entites.racine}`, corps)).status).toBe(404);
    expect((await ines.post('/profil/transmetteur', { transmetteur: String(voisins.marc.id), actuel: '' })).status).toBe(422);
  });

  it('a circuit is inherited, made its own, told stale, removed', async () => {
    const adresse = `/parametrage/circuits/${maison.entites.fille}`;
    // Those that follow another's are found, not listed.
    const liste = (await ines.get('/parametrage/circuits')).text;
    expect(liste).not.toContain(`href="${adresse}"`);
    expect(liste).toContain('suivent le circuit de leur entité mère');
    expect((await ines.get('/parametrage/circuits?q=batiment')).text).toContain('Circuit de Groupe');
    const corps = { version: '0', 'tranches.0.aPartirDe': '0', 'tranches.0.validations': '3', propreValidation: '1' };
    expect((await ines.post(adresse, { ...corps, 'tranches.0.validations': '9' })).status).toBe(422);
    expect((await ines.post(adresse, corps)).status).toBe(303);
    expect((await ines.post(adresse, corps)).status).toBe(409);
    expect(await simuler('1000')).toContain('3 validations exigées');
    expect((await ines.post(`${adresse}/suppression`, { version: '1' })).status).toBe(303);
    expect(await simuler('1000')).toContain('1 validation exigée');
    const actes = await maison.db.systeme.rows<{ acte: string }>(sql`select acte from journal where acte like 'circuit%' order by id`);
    expect(actes.map(({ acte }) => acte)).toEqual(['circuit_modifier', 'circuit_supprimer']);
  });

  it('the simulator names who can and why others cannot, as the real rules do', async () => {
    const texte = await simuler('200000');
    expect(texte).toContain('2 validations exigées');
    expect(texte).toMatch(/Peuvent valider\s:\s+Claire Essai/);
    expect(texte).toMatch(/Marc Essai[^]*délégation insuffisante/);
    expect(texte).toContain('Trop peu de personnes');
    for (const query of ['entite=x', 'entite[]=1', 'montant=abc'])
      expect([200, 422]).toContain((await ines.get(`/parametrage/circuits/simulation?${query}`)).status);
  });

  it('naming a transmetteur says which demandes it would block, then is done', async () => {
    const demandes = createDemandesService({ db: maison.db, clock: MAINTENANT, reveiller: () => undefined });
    const borne = await maison.collaborateur('Borne', ['valideur'], { delegation: '1' });
    const numero = await demandes.enregistrer(maison.ines, maison.contenu('1000.00'), [], ORIGINE);
    await demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
    const question = await ines.post('/profil/transmetteur', { transmetteur: String(borne.id), actuel: '' });
    expect(question.status).toBe(200);
    expect(documentOf(question).querySelector('main')?.textContent).toContain(numero);
    const fait = { transmetteur: String(borne.id), actuel: '', confirme: 'oui', numeros: numero };
    expect((await ines.post('/profil/transmetteur', fait)).status).toBe(303);
    expect((await ines.post('/profil/transmetteur', fait)).status).toBe(409);
    expect(await simuler('1000')).toContain('réservée au transmetteur');
    expect((await ines.post('/profil/transmetteur', { transmetteur: '', actuel: String(borne.id) })).status).toBe(303);
  });
});

describe('an account of many entities', () => {
  it('finds the entity of the simulator by name; with few, it offers them all', async () => {
    expect((await ines.get('/parametrage/circuits/simulation')).text).not.toContain('name="entiteNom"');
    await maison.db.systeme.rows(sql`
      insert into entite (compte_id, parent_id, chemin, nom, adresse, etat)
      select compte_id, id, '{}', 'Chantier ' || n, 'Lyon', 'active' from entite, generate_series(1, 60) n where id = ${maison.entites.racine}`);
    const page = documentOf(await ines.get('/parametrage/circuits/simulation?etape=chercher&entiteNom=chantier+57&montant=1'));
    expect(page.querySelector('.govuk-error-summary')).toBeNull();
    const offertes = [...page.querySelectorAll('[name=entite] option')].map((option) => option.textContent);
    expect(offertes).toEqual(expect.arrayContaining([expect.stringContaining('Chantier 57')]));
    expect(offertes.length).toBeLessThan(4);
    expect(page.querySelector<HTMLInputElement>('[name=montant]')?.value).toBe('1');
    const id = [...page.querySelectorAll<HTMLOptionElement>('[name=entite] option')].find(({ textContent }) =>
      textContent?.includes('57'),
    )?.value;
    const answer = await ines.get(`/parametrage/circuits/simulation?entite=${id}&typeCredit=RG_PRIV&montant=1000`);
    expect(answer.status).toBe(200);
    expect(documentOf(answer).querySelector('#resultat')?.textContent).toContain('1 validation exigée');
  });
});

describe('the transmetteur’s form', () => {
  it('keeps the choice that was refused', async () => {
    const refusee = await ines.post('/profil/transmetteur', { transmetteur: String(maison.claire.id), actuel: '999' });
    expect(refusee.status).toBe(409);
    expect(documentOf(refusee).querySelector<HTMLSelectElement>('[name=transmetteur]')?.value).toBe(String(maison.claire.id));
  });

  it('sent five times at once, acts once and says so once', async () => {
    const corps = { transmetteur: '', actuel: '', _idempotence: crypto.randomUUID() };
    const copies = await Promise.all(Array.from({ length: 5 }, () => ines.post('/profil/transmetteur', corps)));
    expect(copies.filter(({ status }) => status === 303).length).toBeGreaterThan(0);
    expect(copies.every(({ status }) => status === 303 || status === 409)).toBe(true);
    expect(documentOf(await ines.get('/profil/transmetteur')).querySelector('.flash')?.textContent).toContain('enregistré');
  });
});
