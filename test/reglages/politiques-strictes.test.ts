/** The sign-in rules where the way in is strict: what is set is what the door, and a validation, then ask. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import { demarrer, CODE, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, type Maison } from '../setup/maison.js';
import { entrerStrictement } from '../acces/outils.js';
import { cache, COMPTE, prouver, regler, SIMPLE, texte } from './outils.js';

const database = useDatabase();
let maison: Maison;
let stricte: Application;
let administre: Client;
/** Time stands still but when a test moves it: a proof given a moment ago then is no more. */
let maintenant = MAINTENANT();

beforeAll(async () => {
  maison = await construire(database.config);
  stricte = await demarrer(database, { strict: true, clock: () => maintenant });
  // An administrator whose secret is good enough to come in.
  await maison.db.systeme.rows(sql`update identifiant set secret_genre = 'complexe' where email = ${maison.ines.email}`);
  administre = await entrerStrictement(stricte, maison.ines.email);
}, 90_000);
afterAll(async () => {
  await stricte?.stop();
  await maison?.db.close();
});
beforeEach(async () => {
  await maison.db.systeme.rows(sql`delete from politique`);
  await maison.db.systeme.rows(sql`update compte set confirmer_des = null`);
});

/** Old enough that whatever was proved must be proved again. */
const plusTard = () => (maintenant = new Date(maintenant.getTime() + 6 * 60_000));
const connexion = async (email: string) =>
  (await (await client(stricte.url)).post('/connexion', { email, motDePasse: CODE }, '/connexion')).headers.location as string;

it('a change asks for a proof, then tells how many people it concerns before anything is written', async () => {
  expect((await administre.get(COMPTE)).text).toContain('L’assureur exige plus');
  plusTard();
  const corps = { ...SIMPLE, 'tous.secret': 'complexe', vu: cache((await administre.get(COMPTE)).text, 'vu') };
  expect((await administre.post(COMPTE, corps)).headers.location).toBe('/confirmer');
  const question = await prouver(administre);
  expect(question.status).toBe(200);
  expect(texte(question)).toContain('2 personnes de plus devront choisir');
  expect(await maison.db.systeme.rows(sql`select id from politique`)).toEqual([]);
  expect((await administre.post(COMPTE, { ...corps, confirme: '1' })).status).toBe(200);
  expect((await administre.post(COMPTE, { ...corps, confirme: '2' })).status).toBe(303);
  expect(await connexion(maison.marc.email)).toBeTruthy();
  expect(texte(await administre.get(COMPTE))).toContain('Aujourd’hui, 2 personnes sur 3 doivent');
});

it('six digits under “complexe”, or too old a secret: another is asked for at the next sign-in', async () => {
  const entree = async () => {
    const qui = await client(stricte.url);
    await qui.post('/connexion', { email: maison.marc.email, motDePasse: CODE }, '/connexion');
    await stricte.travailler();
    const courriel = (await stricte.services.courriels.listLatest(50)).find(({ destinataire }) => destinataire === maison.marc.email);
    const code = /\b\d{8}\b/.exec(courriel?.texte ?? '')?.[0] ?? '';
    return (await qui.post('/connexion/verification', { code }, '/connexion/verification')).headers.location as string;
  };
  expect(await entree()).toBe('/');
  expect((await regler(administre, { 'valideur.secret': 'complexe' })).status).toBe(303);
  expect(await entree()).toMatch(/^\/mot-de-passe\/definir\//);
  await regler(administre, {});
  expect(await entree()).toBe('/');
  await regler(administre, { 'valideur.expire': '1' });
  await maison.db.systeme.rows(
    sql`update identifiant set secret_le = ${MAINTENANT()}::timestamptz - interval '40 days' where email = ${maison.marc.email}`,
  );
  expect(await entree()).toMatch(/^\/mot-de-passe\/definir\//);
  await maison.db.systeme.rows(sql`update identifiant set secret_le = ${MAINTENANT()} where email = ${maison.marc.email}`);
});

it('a validation from the amount on asks for a proof, below it does not', async () => {
  await regler(administre, { confirmerDes: '2000' });
  const marc = await entrerStrictement(stricte, maison.marc.email);
  plusTard();
  const { demandes } = stricte.services;
  const valider = async (montant: string) => {
    const numero = await demandes.enregistrer(maison.ines, maison.contenu(montant), [], ORIGINE);
    await demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
    return (await marc.post(`/demandes/${numero}/validation`)).headers.location as string;
  };
  expect(await valider('1999.99')).not.toBe('/confirmer');
  expect(await valider('2000.00')).toBe('/confirmer');
});

it('answers never wait in the session: after the proof the questions come back, the answers are asked again', async () => {
  await regler(administre, { 'tous.questions': '1' });
  const marc = await entrerStrictement(stricte, maison.marc.email);
  plusTard();
  const corps = {
    question1: 'ville',
    reponse1: 'Villeurbanne',
    question2: 'mere',
    reponse2: 'Durand',
    question3: 'ami',
    reponse3: 'Zoé',
  };
  expect((await marc.post('/profil/securite/questions', corps)).headers.location).toBe('/confirmer');
  expect(await maison.db.systeme.rows(sql`select sid from session where sess::text like '%Villeurbanne%'`)).toEqual([]);
  const page = await prouver(marc);
  expect(documentOf(page).querySelector<HTMLSelectElement>('#question3')?.value).toBe('ami');
  expect((await marc.post('/profil/securite/questions', corps)).headers.location).toBe('/profil/securite');
});
