/** Who may open what: every declared route, for everyone who should not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { createValidationsService } from '../../src/validations/validations.service.js';
import { PROFILS } from '../../src/droits/acteur.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { ajouterCompte, construire, MAINTENANT, ORIGINE, vues, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let voisins: Maison;
let application: Application;
let personne: Client;
let etranger: Client;
let horsPerimetre: Client;
const numeros = { demande: '', caution: '' };

beforeAll(async () => {
  maison = await construire(database.config);
  voisins = await ajouterCompte(maison.db, undefined);
  const lea = await maison.collaborateur('Léa', [...PROFILS], { delegation: null, entite: maison.entites.fille });
  application = await demarrer(database);
  const deps = { db: maison.db, clock: MAINTENANT, reveiller: () => undefined };
  const demandes = createDemandesService(deps);
  // In the root entity: Léa works on the daughter only.
  numeros.demande = await demandes.enregistrer(maison.ines, maison.contenu('1000.00', { entiteId: maison.entites.racine }), [], ORIGINE);
  await demandes.soumettre(maison.ines, numeros.demande, { version: 1, origine: ORIGINE });
  const [resultat] = await createValidationsService(deps).valider(maison.marc, await vues(maison.db, numeros.demande), ORIGINE);
  numeros.caution = resultat?.caution ?? '';
  personne = await client(application.url);
  etranger = await client(application.url, voisins.ines.email);
  horsPerimetre = await client(application.url, lea.email);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

/** A real address of each route, with numbers that exist in the first account. */
const adresse = (path: string) =>
  path
    .replace(/:numero/, path.startsWith('/cautions') ? numeros.caution : numeros.demande)
    .replace(':rang', '1')
    .replace(':id', '1')
    .replace(':code', 'RG_PRIV');
const concerne = (path: string) => /^\/(demandes|cautions)\/:numero/.test(path);

describe('every route', () => {
  it('is declared, says for whom, and there are many', () => {
    expect(application.routes.length).toBeGreaterThan(35);
    for (const { method, path, pour } of application.routes) expect(pour, `${method} ${path}`).toBeTruthy();
    const keys = application.routes.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('sends whoever is not signed in to the door, and shows nothing', async () => {
    for (const { method, path, pour } of application.routes) {
      if (pour === 'tous') continue;
      const answer = method === 'get' ? await personne.get(adresse(path)) : await personne.raw(adresse(path), {});
      expect([answer.status, answer.headers.location?.split('?')[0]], `${method} ${path}`).toEqual([303, '/connexion']);
    }
  });

  it('refuses a POST without the token of the session', async () => {
    for (const { method, path } of application.routes) {
      if (method !== 'post') continue;
      const answer = await horsPerimetre.raw(adresse(path), { _csrf: 'a'.repeat(64) });
      expect(answer.status, path).toBe(403);
      const other = await horsPerimetre.raw(adresse(path), {}, { Origin: 'https://ailleurs.example' });
      expect(other.status, path).toBe(403);
    }
  });
});

describe('a number of another account, or of another perimeter', () => {
  it.each([
    ['another account', () => etranger],
    ['another perimeter', () => horsPerimetre],
  ])('%s: 404 on every route, the same as a number that does not exist', async (_label, who) => {
    let tried = 0;
    for (const { method, path } of application.routes.filter((route) => concerne(route.path))) {
      const address = adresse(path);
      const answer =
        method === 'get' ? await who().get(address) : await who().post(address, { motif: 'Non conforme', commentaire: 'Non conforme' });
      // A profile that lacks the right is refused before anything is looked up.
      expect([403, 404], `${method} ${path}: ${answer.status}`).toContain(answer.status);
      if (answer.status === 403) expect(who()).toBe(etranger);
      tried += 1;
    }
    expect(tried).toBeGreaterThan(12);
  });

  it('appears in no list, export or count', async () => {
    for (const who of [etranger, horsPerimetre])
      for (const address of [
        '/',
        '/demandes',
        '/cautions',
        '/encours',
        `/demandes?numero=${numeros.demande}`,
        `/cautions?entite=${maison.entites.racine}`,
      ])
        expect((await who.get(address)).text, address).not.toMatch(new RegExp(`data-numero="(${numeros.demande}|${numeros.caution})"`));
  });

  it('cannot be validated in bulk', async () => {
    const answer = await horsPerimetre.post('/demandes/validation', { numeros: [numeros.demande], etape: 'confirmer' });
    expect(answer.status).toBe(303);
    expect((await horsPerimetre.get('/demandes/validation')).text).not.toContain(numeros.caution);
  });
});
