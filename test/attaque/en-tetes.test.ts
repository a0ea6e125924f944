/** The headers of every answer: every route and method, errors of every status, files, exports, what is public. */
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../setup/database.js';
import { ouvrirMonde, type Monde } from './monde.js';
import { ouvrirNavigateur, type Navigateur } from './navigateur.js';
import { enTetesFautifs } from './verdict.js';

const database = useDatabase();
let monde: Monde;
let gens: Navigateur[];
beforeAll(async () => {
  monde = await ouvrirMonde(database);
  gens = monde.gens.map(({ nom, email }) => ouvrirNavigateur(monde.application.url, nom, email));
  for (const qui of gens) await qui.entrer();
}, 60_000);
afterAll(() => monde?.fermer());

const qui = (nom: string) => gens.find((un) => un.nom === nom)!;
/** The same path with something that exists, then with what no address of ours holds. */
const adresses = (path: string): string[] => {
  if (!path.includes(':')) return [path];
  const remplir = (valeur: string) => path.replace(/:\w+/g, valeur);
  return [
    remplir('1'),
    remplir(path.startsWith('/cautions') ? 'C26-0000001' : 'D26-0000001'),
    remplir('%00'),
    remplir('%E0%A4%A'),
    remplir('%ED%A0%80'),
    remplir('..%2f..%2fetc%2fpasswd'),
    remplir('__proto__'),
    remplir('%3Cscript%3Ezqx7()%3C%2Fscript%3E'),
    remplir("'%20or%201=1--"),
    remplir('9'.repeat(40)),
    remplir('a%0d%0aX-Attaque:%201'),
    remplir('%F0%9F%8F%97'.repeat(40)),
  ];
};

it('on every route, by every method, with names that exist and names that cannot', { timeout: 120_000 }, async () => {
  const fautes: string[] = [];
  let essais = 0;
  const { url, routes } = monde.application;
  for (const nom of ['personne', 'administrateur', 'charge'])
    for (const { method, path } of routes)
      for (const adresse of adresses(path)) {
        const { status, headers, texte } = method === 'get' ? await qui(nom).get(adresse) : await qui(nom).post(adresse, '_csrf=faux');
        essais += 1;
        const dit = `${nom} ${method} ${adresse.slice(0, 80)} (${status})`;
        if (status >= 500) fautes.push(dit);
        if (texte.includes('<script>zqx7')) fautes.push(`${dit}: markup`);
        fautes.push(...enTetesFautifs(headers).map((un) => `${dit}: ${un}`));
      }
  for (const { path } of routes)
    for (const method of ['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const { status, headers } = await fetch(url + adresses(path)[0], { method, redirect: 'manual' });
      fautes.push(...enTetesFautifs(headers).map((un) => `${method} ${path} (${status}): ${un}`));
      essais += 1;
    }
  expect([...new Set(fautes)].slice(0, 40)).toEqual([]);
  expect(essais).toBeGreaterThan(1_500);
});

describe('errors', () => {
  const corps = (champs: Record<string, string>) => new URLSearchParams({ _csrf: qui('saisisseur').jeton, ...champs }).toString();
  it.each<[number, () => Promise<{ status: number; headers: Headers }>]>([
    [404, () => qui('saisisseur').get('/demandes/%E0%A4%A')],
    [400, () => qui('saisisseur').post('/demandes/D26-0000001/pieces', 'rien', { 'content-type': 'multipart/form-data; boundary=x' })],
    [403, () => qui('saisisseur').get('/gestion')],
    [404, () => qui('saisisseur').get('/nulle-part')],
    [409, () => qui('saisisseur').post('/demandes/D26-0000001/soumission', corps({ version: '999' }))],
    [413, () => qui('saisisseur').post('/langue', `a=${'x'.repeat(600_000)}`)],
    [413, () => qui('saisisseur').post('/langue', Array.from({ length: 3_100 }, (_, i) => `a${i}=1`).join('&'))],
    [415, () => qui('saisisseur').post('/langue', 'a=1', { 'content-type': 'application/x-www-form-urlencoded; charset=utf-99' })],
    [422, () => qui('saisisseur').post('/profil/mot-de-passe', corps({}))],
    [421, () => retour('/', { host: 'ailleurs.example' })],
  ])('%i', async (attendu, demander) => {
    const { status, headers } = await demander();
    expect([status, enTetesFautifs(headers)]).toEqual([attendu, []]);
  });

  it('500, when the database says what nobody foresaw: nothing of the inside is shown', async () => {
    const { default: pg } = await import('pg');
    const owner = new pg.Client(database.config);
    await owner.connect();
    try {
      await owner.query('alter table caution rename to caution_ailleurs');
      const { status, headers, texte } = await qui('consultant').get('/cautions');
      expect([status, enTetesFautifs(headers)]).toEqual([500, []]);
      expect(texte).not.toMatch(/relation|select|caution_ailleurs|node_modules|\.ts:/);
    } finally {
      await owner.query('alter table caution_ailleurs rename to caution');
      await owner.end();
    }
  });
});

/** With headers that `fetch` would not let through. */
async function retour(chemin: string, headers: Record<string, string>): Promise<{ status: number; headers: Headers }> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    request(monde.application.url + chemin, { headers }, (res) => {
      Readable.from(res).resume();
      resolve({
        status: res.statusCode ?? 0,
        headers: new Headers(res.headers as Record<string, string>),
      });
    })
      .on('error', reject)
      .end();
  });
}

it('of what is public: the same, but that it may be kept', async () => {
  const { texte } = await qui('personne').get('/connexion');
  const fichiers = [...texte.matchAll(/(?:href|src)="(\/public\/[^"]+)"/g)].map(([, un = '']) => un);
  expect(fichiers.length).toBeGreaterThan(5);
  for (const adresse of [...fichiers, '/public/nulle-part.js', '/public/', '/public/..%2fpackage.json', '/public/%00']) {
    const { status, headers } = await qui('personne').get(adresse);
    expect([adresse, enTetesFautifs(headers, ['cache-control'])]).toEqual([adresse, []]);
    expect(status < 500, `${adresse} ${status}`).toBe(true);
  }
});
