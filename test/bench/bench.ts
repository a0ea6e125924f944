/** npm run bench: the product beside a bare floor on the same machine, in the same run; ratios, never a verdict by the clock. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { createDatabase, sql } from '../../src/kit/database.js';
import { startEmbedded } from '../../src/kit/embedded-postgres.js';
import { migrate } from '../../src/kit/migrate.js';
import { inRoot, ROOT } from '../../src/kit/root.js';
import { openSecrets } from '../../src/secrets.js';
import { createHasher } from '../../src/preuves/hasher.js';
import { readConfig } from '../../src/config.js';
import { hasWrk, mesurer, type Mesure } from './charge.js';
import { emailDe, remplir, type Clients } from './donnees.js';
import type { Ligne } from './ligne.js';
import { mesurerValidations } from './validations.js';

const SECONDES = Number(process.env.BENCH_SECONDS ?? 5);
const ECHELLE = {
  grandes: Number(process.env.BENCH_LARGEST ?? 200_000),
  entites: 3_000,
  personnes: 300,
  moyen: 60,
  clients: Number(process.env.BENCH_CLIENTS ?? 300),
};
const dossier = inRoot('.data', 'bench');
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const children: ChildProcess[] = [];

mkdirSync(dossier, { recursive: true });
const postgres = await startEmbedded({ dataDir: path.join(dossier, 'postgres') });
try {
  const clients = await preparer();
  const vues = await pages(clients);
  for (const child of children) child.kill('SIGTERM');
  const { lignes: sante } = await lancer<{ lignes: Ligne[] }>('sante.ts', postgres.url, dossier, emailDe(clients.grand));
  const lignes = [...vues, ...sante, ...(await mesurerValidations(postgres.url, clients.typique))];
  say(
    `\nLoad by ${hasWrk ? 'wrk' : 'our own client'}, 16 connections, ${SECONDES} s; ${ECHELLE.grandes} cautions at the largest client, 1 000 at ${ECHELLE.clients} others.\n`,
  );
  say('| What | Floor | Product | Ratio | Goal | |\n|---|---|---|---|---|---|');
  for (const { quoi, plancher, produit, ratio, but, atteint } of lignes)
    say(`| ${quoi} | ${plancher} | ${produit} | ${ratio} | ${but} | ${atteint ? 'reached' : 'not yet'} |`);
} catch (error) {
  say(String(error instanceof Error ? `${error.stack}\n${String(error.cause ?? '')}` : error));
  process.exitCode = 1;
} finally {
  for (const child of children) child.kill('SIGTERM');
  await postgres.stop();
}
process.exit();

/** The data set, made once and kept between runs of the same size. */
async function preparer(): Promise<Clients> {
  const marque = path.join(dossier, `clients-${Object.values(ECHELLE).join('-')}.json`);
  if (existsSync(marque)) {
    await migrate(postgres.url);
    return JSON.parse(readFileSync(marque, 'utf8')) as Clients;
  }
  say('Making the data set…');
  const owner = new pg.Client({ connectionString: postgres.url });
  await owner.connect();
  await owner.query('drop schema public cascade; create schema public');
  await migrate(postgres.url);
  await owner.query('insert into installation (demonstration) values (true)');
  const db = await createDatabase({ connection: { connectionString: postgres.url } });
  const { pepper } = await openSecrets(readConfig({ DATA_DIR: dossier }), () => new Date());
  const hasher = await createHasher(pepper);
  const clients = await remplir(db, (text) => owner.query(text), ECHELLE, await hasher.hash('246813'));
  await db.close();
  await owner.end();
  writeFileSync(marque, JSON.stringify(clients));
  return clients;
}

async function lancer<T>(file: string, ...args: string[]): Promise<T> {
  const child = spawn(process.execPath, ['--import', 'tsx', inRoot('test', 'bench', file), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('{')) return JSON.parse(line) as T;
  throw new Error(`${file} did not start`);
}

/** Signs in like anyone, and answers the cookie. */
async function entrer(address: string, compte: number): Promise<string> {
  const door = await fetch(`${address}/connexion`);
  const cookie = door.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const token = /name="_csrf" value="([^"]+)"/.exec(await door.text())?.[1] ?? '';
  const body = new URLSearchParams({ _csrf: token, email: emailDe(compte), motDePasse: '246813' });
  const entered = await fetch(`${address}/connexion`, { method: 'POST', headers: { cookie }, body, redirect: 'manual' });
  const cookies = entered.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');
  if (entered.headers.get('location') !== '/') throw new Error(`the sign-in answered ${entered.status}`);
  return cookies.find((one) => one.startsWith('cautionet=')) ?? cookie;
}

async function pages({ grand, typique, moyen }: Clients): Promise<Ligne[]> {
  const { address } = await lancer<{ address: string }>('produit.ts', postgres.url, dossier);
  const planchers = new Map<number, string>();
  for (const compte of [typique, grand])
    planchers.set(compte, `http://127.0.0.1:${(await lancer<{ port: number }>('plancher.ts', postgres.url, String(compte))).port}`);
  const cookies = new Map([
    [typique, await entrer(address, typique)],
    [grand, await entrer(address, grand)],
    [moyen, await entrer(address, moyen)],
  ]);
  const db = await createDatabase({ connection: { connectionString: postgres.url } });
  const numeros = new Map<number, string>();
  for (const compte of [typique, grand]) {
    const [row] = await db.systeme.rows<{ numero: string }>(
      sql`select numero from caution where compte_id = ${compte} and etat = 'effective' order by id desc limit 1`,
    );
    numeros.set(compte, row?.numero ?? '');
  }
  await db.close();
  const product = (compte: number, page: string, fresh = false) => mesurer(address + page, cookies.get(compte) ?? '', SECONDES, fresh);
  const floor = (compte: number, page: string) => mesurer((planchers.get(compte) ?? '') + page, '', SECONDES);
  const rate = (m: Mesure) => `${Math.round(m.parSeconde)} /s, ${m.mediane.toFixed(1)} ms`;
  /** The floor, then the product as it answers someone for the first time. */
  const contre = async (quoi: string, compte: number, page: string, ici: string, but: number): Promise<[Ligne[], Mesure]> => {
    const [bare, first] = [await floor(compte, ici), await product(compte, page, true)];
    const ligne = (cas: string, ours: Mesure): Ligne => {
      const ratio = ours.parSeconde / bare.parSeconde;
      say(`${quoi}, ${cas}: ${rate(bare)} | ${rate(ours)} | ${ratio.toFixed(2)}`);
      return {
        quoi: `${quoi}, ${cas}`,
        plancher: rate(bare),
        produit: rate(ours),
        ratio: ratio.toFixed(2),
        but: `≥ ${but}`,
        atteint: ratio >= but,
      };
    };
    return [[ligne('first view', first)], first];
  };
  const tempsDe = (quoi: string, a: Mesure, b: Mesure, but: number): Ligne => {
    const ratio = a.mediane / b.mediane;
    return {
      quoi,
      plancher: `${b.mediane.toFixed(1)} ms`,
      produit: `${a.mediane.toFixed(1)} ms`,
      ratio: ratio.toFixed(2),
      but: `≤ ${but}`,
      atteint: ratio <= but,
    };
  };
  const liste = '/cautions?etat=effective&taille=50';
  const [accueil, accueilT] = await contre('home, typical client', typique, '/', '/', 0.3);
  const [accueilGrand, accueilG] = await contre('home, largest client', grand, '/', '/', 0.3);
  const [cautions, listeT] = await contre('list of cautions, typical client', typique, liste, liste, 0.4);
  const [cautionsGrand, listeG] = await contre('list of cautions, largest client', grand, liste, liste, 0.4);
  const [detail] = await contre(
    'detail of a caution',
    typique,
    `/cautions/${numeros.get(typique)}`,
    `/caution?numero=${numeros.get(typique)}`,
    0.2,
  );
  const page1 = await product(grand, '/cautions?taille=50', true);
  const page1800 = await product(grand, '/cautions?taille=50&page=1800', true);
  const recherches: Ligne[] = [];
  for (const [quoi, numero] of [
    ['found in some rows', '1234'],
    ['found nowhere', 'hopital'],
    ['of several words', 'beneficiaire 1234'],
    ['found in every row', 'beneficiaire'],
  ] as const) {
    const cherche = await product(grand, `/cautions?taille=50&numero=${encodeURIComponent(numero)}`, true);
    recherches.push(tempsDe(`a fragment ${quoi}, beside page 1, first views`, cherche, page1, 2));
  }
  const parametrage: Ligne[] = [];
  for (const [quoi, page] of [
    ['organisation: 3 000 entities beside 60', '/parametrage/organisation'],
    ['search in the organisation', '/parametrage/organisation?q=Filiale'],
    ['people: 300 beside 60', '/parametrage/collaborateurs'],
    ['a new person', '/parametrage/collaborateurs/nouveau'],
    ['circuits', '/parametrage/circuits'],
    ['simulator', '/parametrage/circuits/simulation'],
  ] as const) {
    const [petit, large] = [await product(moyen, page, true), await product(grand, page, true)];
    parametrage.push(tempsDe(`${quoi}, first views`, large, petit, 1.2));
  }
  return [
    ...accueil,
    ...accueilGrand,
    tempsDe('home, first view: largest beside typical', accueilG, accueilT, 1.2),
    ...cautions,
    ...cautionsGrand,
    tempsDe('list, first view: largest beside typical', listeG, listeT, 1.2),
    ...detail,
    tempsDe('page 1 800 beside page 1, first views', page1800, page1, 1.5),
    ...recherches,
    ...parametrage,
  ];
}
