/** What a route does before and after its handler, tried as a hurried person, a stranger and an unlucky machine would. */
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemandesService } from '../../src/demandes/demandes.service.js';
import { sql } from '../../src/kit/database.js';
import { chemins } from '../../src/chemins.js';
import { idempotent, withKey } from '../../src/kit/idempotence.js';
import { createValidationsService } from '../../src/validations/validations.service.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { construire, MAINTENANT, ORIGINE, vues, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let application: Application;
let ines: Client;
let caution = '';

beforeAll(async () => {
  maison = await construire(database.config);
  application = await demarrer(database);
  ines = await client(application.url, maison.ines.email);
  const deps = { db: maison.db, clock: MAINTENANT, reveiller: () => undefined };
  const demandes = createDemandesService(deps);
  const numero = await demandes.enregistrer(maison.ines, maison.contenu('1000.00'), [], ORIGINE);
  await demandes.soumettre(maison.ines, numero, { version: 1, origine: ORIGINE });
  const [resultat] = await createValidationsService(deps).valider(maison.marc, await vues(maison.db, numero), ORIGINE);
  caution = resultat?.caution ?? '';
  await application.travailler();
}, 60_000);
afterAll(async () => {
  await application?.stop();
  await maison?.db.close();
});

const compter = async (table: 'edition' | 'demande' | 'journal') =>
  (
    await maison.db.systeme.rows<{ n: number }>(
      {
        edition: sql`select count(*)::int as n from edition`,
        demande: sql`select count(*)::int as n from demande`,
        journal: sql`select count(*)::int as n from journal`,
      }[table],
    )
  )[0]?.n;

/** The same request with a verb and headers of our own; the cookie is that of a person who signed in. */
async function brut(email: string, method: string, path: string, headers: Record<string, string> = {}): Promise<Response> {
  const door = await fetch(`${application.url}/connexion`);
  const cookie = door.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const jeton = /name="_csrf" value="([^"]+)"/.exec(await door.text())?.[1] ?? '';
  const body = new URLSearchParams({ _csrf: jeton, email, motDePasse: '246813' });
  const entree = await fetch(`${application.url}/connexion`, { method: 'POST', headers: { cookie }, body, redirect: 'manual' });
  const session =
    entree.headers
      .getSetCookie()
      .find((one) => one.startsWith('cautionet='))
      ?.split(';')[0] ?? cookie;
  return fetch(application.url + path, { method, headers: { cookie: session, ...headers }, redirect: 'manual' });
}

describe('an address that acts', () => {
  it('prints a duplicate for whoever opens it, and nothing for a HEAD or a request for a part of it', async () => {
    const acte = `/cautions/${caution}/acte.pdf`;
    const before = await compter('edition');
    expect((await brut(maison.marc.email, 'HEAD', acte)).status).toBe(204);
    expect((await brut(maison.marc.email, 'GET', acte, { range: 'bytes=0-99' })).status).toBe(416);
    expect(await compter('edition')).toBe(before);
    const entier = await brut(maison.marc.email, 'GET', acte);
    expect([entier.status, entier.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(await compter('edition')).toBe((before ?? 0) + 1);
  });

  it('a HEAD of what the journal writes down writes nothing; of a page, it answers as the page would', async () => {
    expect((await brut(maison.marc.email, 'HEAD', '/demandes')).status).toBe(200);
    // Signing in is written: count what comes after it.
    const reponse = await brut(maison.marc.email, 'HEAD', '/profil/donnees.json');
    const [dernier] = await maison.db.systeme.rows<{ acte: string }>(sql`select acte from journal order by id desc limit 1`);
    expect([reponse.status, dernier?.acte]).toEqual([204, 'connexion']);
  });
});

describe('rights before the body', () => {
  it('thirty uploads of fifty megabytes by nobody: each is sent to the door, and none is held', { timeout: 60_000 }, async () => {
    const chunk = Buffer.alloc(256 * 1024);
    const size = 50 * 1024 * 1024;
    const held = () => process.memoryUsage().arrayBuffers;
    const rest = held();
    let peak = 0;
    const timer = setInterval(() => (peak = Math.max(peak, held() - rest)), 5);
    const envoyer = () =>
      new Promise<number>((resolve, reject) => {
        const request = http.request(`${application.url}/demandes/nouvelle`, {
          method: 'POST',
          headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': String(size) },
        });
        let sent = 0;
        let answered = false;
        request.on('response', (response) => {
          answered = true;
          response.resume();
          resolve(response.statusCode ?? 0);
          request.destroy();
        });
        request.on('error', (error) => (answered ? undefined : reject(error)));
        request.write('--x\r\nContent-Disposition: form-data; name="pieces"; filename="a.pdf"\r\n\r\n');
        const pour = (): void => {
          if (answered || sent >= size - 1_000_000) return;
          sent += chunk.length;
          if (request.write(chunk)) setImmediate(pour);
          else request.once('drain', pour);
        };
        pour();
      });
    const statuts = await Promise.all(Array.from({ length: 30 }, envoyer));
    clearInterval(timer);
    expect(new Set(statuts)).toEqual(new Set([303]));
    // The house of before held all of it: 1 800 MB.
    expect(peak / 2 ** 20).toBeLessThan(150);
  });

  it('signed in without the right: 403 before anything is read', async () => {
    const marc = await client(application.url, maison.marc.email);
    expect((await marc.upload('/demandes/nouvelle', 'pieces', [['a.pdf', Buffer.from('%PDF-1.7')]])).status).toBe(403);
  });
});

describe('the key of a form', () => {
  it('a crash between the commit and the answer: the same form, sent again later, finds what was done', async () => {
    const cle = randomUUID();
    const db = idempotent(maison.db, MAINTENANT);
    const demandes = createDemandesService({ db, clock: MAINTENANT, reveiller: () => undefined });
    const envoi = { cle, identifiantId: maison.ines.identifiantId, chemin: '/demandes/nouvelle' };
    const before = (await compter('demande')) ?? 0;
    // The process dies here: the act is committed, nothing was answered to anybody.
    const numero = await withKey(envoi, () => demandes.enregistrer(maison.ines, maison.contenu('1234.00'), [], ORIGINE));
    expect(await compter('demande')).toBe(before + 1);
    const encore = await withKey(envoi, () => demandes.enregistrer(maison.ines, maison.contenu('1234.00'), [], ORIGINE));
    expect([encore, await compter('demande')]).toEqual([numero, before + 1]);
  });

  it('the same, through the door: one demande, and the address of the first', async () => {
    const source = await ines.post(`/demandes/${await premiere()}/duplication`, { _idempotence: randomUUID() });
    const before = (await compter('demande')) ?? 0;
    const cle = randomUUID();
    const numero = source.headers.location?.split('/').at(-1) ?? '';
    const adresse = `/demandes/${numero}/duplication`;
    const db = idempotent(maison.db, MAINTENANT);
    const demandes = createDemandesService({ db, clock: MAINTENANT, reveiller: () => undefined });
    const copie = await withKey({ cle, identifiantId: maison.ines.identifiantId, chemin: chemins.demandeDuplication.pattern }, () =>
      demandes.dupliquer(maison.ines, numero, ORIGINE),
    );
    for (let fois = 0; fois < 3; fois += 1) {
      const reponse = await ines.post(adresse, { _idempotence: cle });
      expect([reponse.status, reponse.headers.location]).toEqual([303, `/demandes/${copie}`]);
    }
    expect(await compter('demande')).toBe(before + 1);
  });

  it('is the same form under every spelling of its address, and another one with other words', async () => {
    const numero = await premiere();
    const cle = randomUUID();
    const before = (await compter('demande')) ?? 0;
    const answers = [];
    for (const adresse of [`/demandes/${numero}/duplication`, `/demandes/${numero}/duplication/`, `/Demandes/${numero}/DUPLICATION`])
      answers.push((await ines.post(adresse, { _idempotence: cle }, `/demandes/${numero}`)).headers.location);
    expect(new Set(answers).size).toBe(1);
    expect(await compter('demande')).toBe(before + 1);
    const autre = await premiere();
    for (const [adresse, mots] of [
      [`/demandes/${autre}/duplication`, {}],
      [`/demandes/${numero}/duplication`, { commentaire: 'autre' }],
    ] as const) {
      const refus = await ines.post(adresse, { ...mots, _idempotence: cle }, `/demandes/${numero}`);
      expect(refus.status).toBe(422);
      expect(refus.text).toContain('déjà été envoyé, avec autre chose');
    }
    expect(await compter('demande')).toBe(before + 2);
  });

  it('what was refused is not remembered: mended, the same form passes', async () => {
    const cle = randomUUID();
    const numero = await premiere();
    const faux = await ines.post(`/demandes/${numero}/soumission`, { _idempotence: cle, version: '999' });
    expect(faux.status).toBe(409);
    expect((await ines.post(`/demandes/${numero}/soumission`, { _idempotence: cle })).status).toBe(303);
  });

  async function premiere(): Promise<string> {
    const demandes = createDemandesService({ db: maison.db, clock: MAINTENANT, reveiller: () => undefined });
    return demandes.enregistrer(maison.ines, maison.contenu('900.00'), [], ORIGINE);
  }
});

it('/.well-known/security.txt says whom to write to, until when, and where it stands', async () => {
  const reponse = await fetch(`${application.url}/.well-known/security.txt`);
  const texte = await reponse.text();
  expect(reponse.headers.get('content-type')).toContain('text/plain');
  expect(texte).toMatch(/^Contact: mailto:\S+@\S+$/m);
  expect(texte).toMatch(/^Expires: 2027-11-\d\dT/m);
  expect(texte).toContain(`Canonical: ${application.url}/.well-known/security.txt`);
});

it('/metriques shows pools, queue, oldest mail, statements and the loop', async () => {
  const texte = await (await fetch(`${application.url}/metriques`)).text();
  for (const nom of [
    'cautionet_connexions{pool="client",etat="ouvertes"}',
    'cautionet_connexions{pool="systeme",etat="attendues"}',
    'cautionet_courriel_age_secondes',
    'cautionet_instruction_secondes_count',
    'cautionet_requete_secondes_count',
    'nodejs_eventloop_lag_p99_seconds',
  ])
    expect(texte).toContain(nom);
  expect(Number(/cautionet_instruction_secondes_count (\d+)/.exec(texte)?.[1])).toBeGreaterThan(10);
});
