/** Forms with files, sent as no browser sends them: broken, endless, too slow, too many at once. */
import http, { type ClientRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { useDatabase } from '../setup/database.js';
import { construire, type Maison } from '../setup/maison.js';
import { entrer, type Seance } from '../setup/seance.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let ines: Seance;

beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database);
  ines = await entrer(application.url, maison.ines.email);
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const LIMITE = 'limite';
const partie = (entetes: string, corps: string) => `--${LIMITE}\r\n${entetes}\r\n\r\n${corps}\r\n`;
const jeton = (qui: Seance) => partie('Content-Disposition: form-data; name="_csrf"', qui.jeton);
const fichier = (nom: string, corps = '%PDF-1.4') => partie(`Content-Disposition: form-data; name="pieces"; ${nom}`, corps);
const FIN = `--${LIMITE}--\r\n`;

interface Recue {
  readonly status: number;
  readonly text: string;
}

/** A request of which some is sent now; the rest is left to the test. */
function ouvrir(debut: string, { qui = ines, type = `multipart/form-data; boundary=${LIMITE}`, taille = 5_000_000 } = {}) {
  const headers = { cookie: qui.cookie, 'content-type': type, 'content-length': String(taille) };
  const request: ClientRequest = http.request(`${application.url}/demandes/nouvelle`, { method: 'POST', headers });
  const reponse = new Promise<Recue>((resolve, reject) => {
    request.on('response', (incoming) => {
      let text = '';
      incoming.on('data', (chunk) => (text += String(chunk)));
      const fini = () => resolve({ status: incoming.statusCode ?? 0, text });
      incoming.on('end', fini).on('error', fini);
    });
    request.on('error', reject);
  });
  reponse.catch(() => undefined);
  request.write(debut);
  return { request, reponse };
}

const envoyer = (corps: string, type?: string): Promise<Recue> => {
  const { request, reponse } = ouvrir(corps, { type, taille: Buffer.byteLength(corps) });
  request.end();
  return reponse;
};

describe('a form that no browser makes', () => {
  it.each([
    ['without end', () => jeton(ines) + fichier('filename="a.pdf"').slice(0, -12)],
    ['that never begins', () => 'rien du tout'],
    ['with a part that has no header', () => `--${LIMITE}\r\n\r\n\r\n\r\n${FIN}`],
    ['with a header cut', () => `--${LIMITE}\r\nContent-Dispo\r\n\r\nx\r\n${FIN}`],
    ['with a NUL in the name of a file', () => `${jeton(ines)}${fichier("filename*=UTF-8''a%00.pdf")}${FIN}`],
    ['with a NUL as it is', () => `${jeton(ines)}${fichier('filename="a\u0000.pdf"')}${FIN}`],
    ['with a file in a field that has none', () => `${jeton(ines)}${fichier('filename="a.pdf"').replace('"pieces"', '"autre"')}${FIN}`],
    ['with a thousand fields', () => jeton(ines) + partie('Content-Disposition: form-data; name="a"', 'b').repeat(1_000) + FIN],
    ['whose field has no name', () => `${jeton(ines)}${partie('Content-Disposition: form-data', 'b')}${FIN}`],
    ['whose name is that of every object', () => jeton(ines) + partie('Content-Disposition: form-data; name="__proto__[a]"', 'b') + FIN],
  ])('%s: a page, never a failure', async (_quoi, corps) => {
    const { status, text } = await envoyer(corps());
    expect(text).toContain('</html>');
    expect([400, 403, 422, 200]).toContain(status);
    if (/NUL|end|cut|header|thousand|none/.test(_quoi)) expect(status).toBe(400);
  });

  it('without a boundary', async () => {
    for (const type of ['multipart/form-data', 'multipart/form-data; boundary=', `multipart/form-data; boundary=${'x'.repeat(5_000)}`]) {
      const { status, text } = await envoyer(jeton(ines) + FIN, type);
      expect(text).toContain('</html>');
      expect([400, 403]).toContain(status);
    }
  });
});

describe('many at once', () => {
  const laisser = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  it('four of one person, twenty of all; places are free again when they end', { timeout: 60_000 }, async () => {
    const autres = await Promise.all([1, 2, 3, 4, 5].map((i) => maison.collaborateur(`Envoi${i}`, ['saisisseur'])));
    await maison.db.systeme.rows(sql`
      update identifiant set secret = (select secret from identifiant where secret is not null limit 1) where secret is null`);
    const gens = [ines];
    for (const { email } of autres) gens.push(await entrer(application.url, email));
    const ouverts = gens
      .slice(0, 5)
      .flatMap((qui) => Array.from({ length: 4 }, () => ouvrir(jeton(qui) + fichier('filename="a.pdf"'), { qui })));
    await laisser(1_000);
    const cinquieme = ouvrir(jeton(ines) + fichier('filename="a.pdf"'));
    const autre = ouvrir(jeton(gens[5]!) + fichier('filename="a.pdf"'), { qui: gens[5]! });
    expect((await autre.reponse).status).toBe(503);
    expect([429, 503]).toContain((await cinquieme.reponse).status);
    for (const { request } of [...ouverts.slice(4), cinquieme, autre]) request.destroy();
    await laisser(500);
    const encore = ouvrir(jeton(ines) + fichier('filename="a.pdf"'));
    expect((await encore.reponse).status).toBe(429);
    expect((await fetch(`${application.url}/sante`)).status).toBe(200);
    for (const { request } of [...ouverts, encore]) request.destroy();
    await laisser(500);
    expect((await envoyer(`${jeton(ines)}${fichier('filename="a.pdf"')}${FIN}`)).status).toBe(422);
  });
});

it('a body that comes byte by byte ends after half a minute, with a page', { timeout: 60_000 }, async () => {
  const depart = Date.now();
  const [formulaire, documents] = [
    ouvrir('_csrf=x', { type: 'application/x-www-form-urlencoded', taille: 100_000 }),
    ouvrir(jeton(ines) + fichier('filename="a.pdf"').slice(0, -2)),
  ];
  const timer = setInterval(() => [formulaire, documents].forEach(({ request }) => void (request.destroyed || request.write('x'))), 500);
  const reponses = await Promise.all([formulaire.reponse, documents.reponse]);
  clearInterval(timer);
  for (const { request } of [formulaire, documents]) request.destroy();
  expect(reponses.map(({ status }) => status)).toEqual([408, 408]);
  expect(reponses.every(({ text }) => text.includes('Envoi trop lent'))).toBe(true);
  expect(Date.now() - depart).toBeGreaterThan(28_000);
  expect(Date.now() - depart).toBeLessThan(36_000);
});

it('/pret says that no antivirus is set', async () => {
  const { parties } = (await (await fetch(`${application.url}/pret`)).json()) as { parties: { antivirus: string } };
  expect(parties.antivirus).toBe('non réglé');
});
