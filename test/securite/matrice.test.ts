/**
 * Who may open what, generated from the router: every route and method, for everyone of the product. What a person sees of an
 * object that is not his is exactly what he would see if it did not exist.
 */
import type { Router } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { sql } from '../../src/kit/database.js';
import { PROFILS, ROLES_GARANT } from '../../src/droits/acteur.js';
import type { Route } from '../../src/http/routes.js';
import { createValidationsService } from '../../src/validations/validations.service.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { ajouterCompte, construire, MAINTENANT, ORIGINE, vues, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let application: Application;

interface Personne {
  readonly nom: string;
  readonly roles: readonly string[];
  /** Whether the objects of the test are in his perimeter or portfolio. */
  readonly sien: boolean;
  /** Whether they are in his account, or his insurer's. */
  readonly chezLui: boolean;
  readonly entrer: () => Promise<Client>;
}
const personnes: Personne[] = [];
/** A real object for each address that names one. */
const objets = new Map<RegExp, Readonly<Record<string, string>>>();

beforeAll(async () => {
  maison = await construire(database.config);
  const voisins = await ajouterCompte(maison.db, undefined);
  const { racine, fille } = maison.entites;
  const clients: [string, readonly string[], boolean, boolean, string][] = [];
  for (const profil of PROFILS) {
    const ici = await maison.collaborateur(`${profil}Ici`, [profil], { delegation: null, entite: fille });
    clients.push([`${profil}, own perimeter`, [profil], true, true, ici.email]);
    const ailleurs = await maison.collaborateur(`${profil}Ailleurs`, [profil], { delegation: null, entite: racine });
    await maison.db.systeme.rows(sql`update perimetre set avec_descendants = false where collaborateur_id = ${ailleurs.id}`);
    clients.push([`${profil}, other perimeter`, [profil], false, true, ailleurs.email]);
    const etranger = await voisins.collaborateur(`${profil}Voisin`, [profil], { delegation: null });
    clients.push([`${profil}, other account`, [profil], false, false, etranger.email]);
  }
  const agents: typeof clients = [];
  for (const role of ROLES_GARANT)
    for (const dedans of [true, false]) {
      const email = `${role}.${dedans ? 'dedans' : 'dehors'}@garant.example`;
      const [agent] = await maison.db.systeme.rows<{ id: number }>(sql`
        insert into agent (garant_id, role, prenom, nom, email) values (${maison.garantId}, ${role}, 'Ag', ${role}, ${email}) returning id`);
      await maison.db.systeme.rows(sql`insert into identifiant (email, agent_id) values (${email}, ${agent?.id})`);
      if (dedans && role === 'conseiller')
        await maison.db.systeme.rows(sql`update compte set conseiller_id = ${agent?.id} where id = ${maison.compteId}`);
      if (dedans && role === 'charge')
        await maison.db.systeme.rows(sql`update compte set charge_id = ${agent?.id} where id = ${maison.compteId}`);
      agents.push([`${role}, ${dedans ? 'in' : 'out of'} his portfolio`, [role], dedans, true, email]);
    }

  const deps = { db: maison.db, clock: MAINTENANT, reveiller: () => undefined };
  const demandes = createDemandesService(deps);
  const demande = await demandes.enregistrer(maison.ines, maison.contenu('1000.00', { entiteId: fille }), [], ORIGINE);
  const transmise = await demandes.enregistrer(maison.ines, maison.contenu('2000.00', { entiteId: fille }), [], ORIGINE);
  await demandes.soumettre(maison.ines, transmise, { version: 1, origine: ORIGINE });
  const [resultat] = await createValidationsService(deps).valider(maison.marc, await vues(maison.db, transmise), ORIGINE);
  application = await demarrer(database);
  const [document] = await maison.db.systeme.rows<{ id: number }>(sql`
    insert into demande_document (compte_id, entite_id, objet, echeance, demandee_le)
    values (${maison.compteId}, ${fille}, 'Marché signé', '2026-12-05', ${MAINTENANT()}) returning id`);
  const absent = '987654';
  for (const [adresse, objet] of [
    [/^\/demandes\/:numero/, { numero: demande, id: absent }],
    [/^\/demandes\/brouillons\/:id/, { id: '00000000-0000-4000-8000-000000000000' }],
    [/^\/cautions\/:numero/, { numero: resultat?.caution ?? '', rang: '1', id: absent }],
    [/^\/specimens\/:code/, { code: 'RG_PRIV' }],
    [/^\/verifier\/:code/, { code: 'AAAA-BBBB-CCCC', geste: 'liberer', jeton: '00000000-0000-4000-8000-000000000000' }],
    [/^\/demo\/courriels\/:id/, { id: absent }],
    [/^\/profil\//, { id: absent }],
    [/^\/parametrage\/organisation\/:id/, { id: String(fille), geste: 'activer' }],
    [/^\/parametrage\/collaborateurs\/:id/, { id: String(maison.marc.id) }],
    [/^\/parametrage\/circuits\/:id/, { id: String(racine) }],
    [/^\/gestion\/cautions\/:numero/, { numero: resultat?.caution ?? '', sujet: 'caution', id: absent }],
    [/^\/documents\/:id/, { id: String(document?.id), fichier: absent }],
    [
      /^\/gestion\/(mainlevees|avenants|fichiers|documents|actes|revisions|oppositions|mises-en-jeu)\/:id/,
      { id: absent, geste: 'examiner' },
    ],
    [/^\/gestion\/entites\/:id/, { id: String(fille) }],
    [/^\/gestion\/travaux\/:id/, { id: absent }],
    [/^\/gestion\/textes\/:id/, { id: String(maison.texte.id) }],
    [/^\/gestion\/comptes\/:id/, { id: String(maison.compteId) }],
    [/^\/mot-de-passe\/definir\/:jeton/, { jeton: 'a'.repeat(43) }],
  ] as const)
    objets.set(adresse, objet);
  for (const [nom, roles, sien, chezLui, email] of [...clients, ...agents])
    personnes.push({ nom, roles, sien, chezLui, entrer: () => client(application.url, email) });
}, 120_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

/** The address of a route, about the object of the test; a route that names an object must be told which. */
function adresse(path: string): string {
  if (!path.includes(':')) return path;
  const objet = [...objets].find(([forme]) => forme.test(path))?.[1];
  return path.replace(/:(\w+)/g, (_, nom: string) => {
    const valeur = objet?.[nom];
    if (!valeur) throw new Error(`${path}: say in this test which object it names`);
    return valeur;
  });
}

/** What is not this person's to know: of another perimeter or portfolio, or, for what a whole account shares, of another account. */
const etranger = (path: string, { sien, chezLui }: Personne): boolean =>
  (/^\/((demandes|cautions)\/:numero|documents\/:id)/.test(path) && !sien) ||
  (/^\/gestion\/(entites|comptes)\/:id/.test(path) && !sien) ||
  (/^\/parametrage\/.*:id/.test(path) && !chezLui);

const admis = ({ pour }: Route, roles: readonly string[]) =>
  typeof pour === 'string' || roles.some((role) => (pour as readonly string[]).includes(role));
const demander = (person: Client, { method, path }: Route) =>
  method === 'get' ? person.get(adresse(path)) : person.post(adresse(path), {});
/** Signing out ends what the next routes need: last. */
const enOrdre = (routes: readonly Route[]) =>
  [...routes].sort((a, b) => Number(a.path === '/deconnexion') - Number(b.path === '/deconnexion'));

describe('the router', () => {
  it('holds no route that does not say for whom', () => {
    const { app, routes } = createApp(application.services);
    // Addresses are in the tree that `guardedRoutes` fills, and nowhere else: Express itself knows none.
    const layers = (app as unknown as { router: Router }).router.stack;
    expect(layers.filter(({ route }) => route)).toEqual([]);
    expect(layers.some(({ handle }) => Array.isArray((handle as unknown as Router).stack))).toBe(false);
    expect(routes.length).toBeGreaterThan(60);
    for (const { path, pour } of routes) expect([path, pour !== undefined]).toEqual([path, true]);
    expect(new Set(routes.map(({ method, path }) => `${method} ${path}`)).size).toBe(routes.length);
  });

  it('answers no other method', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE'])
      for (const { path } of application.routes) {
        const answer = await fetch(application.url + adresse(path), { method, redirect: 'manual' });
        expect([404, 405], `${method} ${path}: ${answer.status}`).toContain(answer.status);
      }
  });
});

it('signed out: the door, and nothing else', async () => {
  const personne = await client(application.url);
  for (const route of application.routes) {
    const answer = await demander(personne, route);
    if (route.pour === 'tous') expect(answer.status, `${route.method} ${route.path}`).toBeLessThan(500);
    else expect([answer.status, answer.headers.location?.split('?')[0]], `${route.method} ${route.path}`).toEqual([303, '/connexion']);
  }
});

it('everyone else, on every route: what his role and his perimeter allow', { timeout: 240_000 }, async () => {
  const fautes: string[] = [];
  let essais = 0;
  for (const personne of personnes) {
    const { nom, roles } = personne;
    const person = await personne.entrer();
    for (const route of enOrdre(application.routes)) {
      const { status } = await demander(person, route);
      essais += 1;
      const attendu = !admis(route, roles)
        ? status === 403
        : etranger(route.path, personne)
          ? status === 404
          : status < 500 && status !== 403;
      if (!attendu) fautes.push(`${nom}: ${route.method} ${route.path} answered ${status}`);
    }
  }
  expect(fautes).toEqual([]);
  expect(essais).toBeGreaterThan(1_000);
});
