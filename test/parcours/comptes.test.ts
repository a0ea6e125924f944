/** What is counted is found: over every page that each of the demonstration's people reaches, a count leads to a list that has as many. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEMO_ACCOUNTS, loadDemo } from '../../seeds/index.js';
import { createDatabase, sql, type Database } from '../../src/kit/database.js';
import { demarrer, type Application } from '../setup/application.js';
import { client, documentOf, type Client } from '../setup/client.js';
import { useDatabase } from '../setup/database.js';
import { MAINTENANT } from '../setup/maison.js';

const database = useDatabase();
let db: Database;
let application: Application;

beforeAll(async () => {
  db = await createDatabase({ connection: database.config });
  await loadDemo(db, { clock: MAINTENANT, hashSecret: () => Promise.resolve('x'), progress: () => undefined });
  // Everybody's code is then that of the tests.
  await db.systeme.rows(sql`update identifiant set secret = null`);
  application = await demarrer(database, { clock: MAINTENANT });
}, 120_000);
afterAll(async () => {
  await application?.stop();
  await db?.close();
});

/** Pages that differ only by what they show: a few of each are enough. */
const forme = (adresse: string): string => new URL(adresse, 'http://x').pathname.replace(/\d+/g, 'n');
const AUTANT = 5;
const pageDHtml = (adresse: string | null): adresse is string =>
  adresse !== null &&
  adresse.startsWith('/') &&
  !/\.(pdf|xlsx|json|css|js|svg)(\?|$)/.test(adresse) &&
  !/^\/(demo|public|cautions\/[^?]*\/editions)/.test(adresse);

interface Compte {
  readonly sur: string;
  readonly href: string;
  readonly nombre: number;
}

/** Every count shown on the pages reached from the first one, and those that lead nowhere. */
async function parcourir(personne: Client) {
  const [aVoir, vues, formes] = [['/'], new Set<string>(), new Map<string, number>()];
  const comptes: Compte[] = [];
  const perdus: string[] = [];
  for (let adresse = aVoir.shift(); adresse !== undefined; adresse = aVoir.shift()) {
    const combien = formes.get(forme(adresse)) ?? 0;
    if (vues.has(adresse) || combien >= AUTANT) continue;
    vues.add(adresse);
    formes.set(forme(adresse), combien + 1);
    const answer = await personne.get(adresse);
    if (answer.status >= 300 && answer.status < 400) aVoir.push(answer.headers.location as string);
    if (answer.status !== 200 || !/html/.test(String(answer.headers['content-type']))) continue;
    const page = documentOf(answer);
    for (const lien of page.querySelectorAll('a[href]')) {
      const href = new URL(lien.getAttribute('href') ?? '', `http://x${adresse}`);
      if (href.host !== 'x') continue;
      const vers = href.pathname + href.search;
      const nombre = lien.getAttribute('data-compte');
      if (nombre !== null) comptes.push({ sur: adresse, href: vers, nombre: Number(nombre) });
      // The same rows in another order, or further, count nothing else.
      if (pageDHtml(vers) && !/[?&](tri|page|taille)=(?!1\b)/.test(vers)) aVoir.push(vers);
    }
    for (const vu of page.querySelectorAll('.alert b, .tabs .n, .nav .n, .stat--n'))
      if (!vu.closest('a[data-compte]')) perdus.push(`${adresse}: ${vu.textContent ?? ''}`);
  }
  return { comptes, perdus, pages: vues.size };
}

it.each(DEMO_ACCOUNTS.map(({ email }) => [email]))('%s: each count leads to as many', { timeout: 180_000 }, async (email) => {
  const personne = await client(application.url, email);
  const { comptes, perdus, pages } = await parcourir(personne);
  expect(pages).toBeGreaterThan(4);
  expect(perdus).toEqual([]);
  if (!/assureur|courtage/.test(email)) expect(comptes.length).toBeGreaterThan(3);
  const faux: string[] = [];
  for (const { sur, href, nombre } of new Map(comptes.map((compte) => [`${compte.href} ${compte.nombre}`, compte])).values()) {
    const answer = await personne.get(href);
    const lignes = documentOf(answer).querySelector('[data-lignes]')?.getAttribute('data-lignes');
    if (Number(lignes ?? NaN) !== nombre) faux.push(`${sur}: ${nombre} leads to ${href}, which has ${lignes ?? answer.status}`);
  }
  expect(faux).toEqual([]);
});
