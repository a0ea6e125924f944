/** Names that every object of the language answers to (`__proto__`, `constructor`…) are words like any other: never an error of ours. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demarrer, type Application } from '../setup/application.js';
import { client, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let ines: Client;
const CLES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__defineGetter__'];

beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database);
  ines = await client(application.url, maison.ines.email);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

describe.each(CLES)('%s', (cle) => {
  it('in a search to keep: left out of what is kept', async () => {
    const requete = `${cle}=1&${cle}=2&numero=26`;
    const answer = await ines.post('/profil/recherches', { liste: 'demandes', nom: `Recherche ${cle}`, requete });
    expect([answer.status, answer.headers.location]).toEqual([303, '/demandes?numero=26']);
  });

  it('as the name and the value of whatever an address asks', async () => {
    const pages = application.routes.filter(({ method, path }) => method === 'get' && !path.includes(':'));
    const noms = [
      'etape',
      'etat',
      'requete',
      'tri',
      'partage',
      'par',
      'produit',
      'typeCredit',
      'version',
      'entite',
      'montant',
      'q',
      'retour',
    ];
    const search = [cle, ...noms].map((nom) => `${nom}=${cle}`).join('&');
    const fautes: string[] = [];
    for (const { path } of pages) {
      const { status } = await ines.get(`${path}?${search}`);
      if (status >= 500) fautes.push(`${path}: ${status}`);
    }
    expect(fautes).toEqual([]);
  });

  it('as the name and the value of whatever a form sends', async () => {
    const formes = application.routes.filter(({ method, path }) => method === 'post' && !/:|deconnexion|langue/.test(path));
    const noms = [
      'etape',
      'geste',
      'liste',
      'frequence',
      'alerte',
      'secret',
      'profil',
      'produit',
      'typeCredit',
      'langue',
      'question1',
      'role',
    ];
    const champs = Object.fromEntries([cle, ...noms].map((nom) => [nom, cle]));
    const fautes: string[] = [];
    for (const { path } of formes) {
      const { status } = await ines.post(path, { ...champs, [cle]: [cle, cle] });
      if (status >= 500) fautes.push(`${path}: ${status}`);
    }
    expect(fautes).toEqual([]);
  });
});
