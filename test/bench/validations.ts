/** Validation under load: in bulk beside one by one, one hot line beside a bare row lock, different lines beside TPC-B. */
import pg from 'pg';
import { createDatabase, sql, type Database } from '../../src/kit/database.js';
import type { Collaborateur } from '../../src/droits/acteur.js';
import { createValidationsService } from '../../src/validations/validations.service.js';
import type { Ligne } from './ligne.js';

const LOT = 500;
const VALIDEURS = 64;
/** Postgres admits a hundred connections: as many loops for the floor as for us. */
const CONNEXIONS = 32;
const PARALLELE = 640;
const ORIGINE = { adresse: '', requete: 'bench' };
/** As its page shows it once it was submitted. */
const choix = (numero: string) => ({ numero, version: 1 });

export async function mesurerValidations(url: string, compteId: number): Promise<Ligne[]> {
  const db = await createDatabase({ connection: { connectionString: url }, poolSize: CONNEXIONS });
  const validations = createValidationsService({ db, clock: () => new Date(), reveiller: () => undefined });
  const valideur = await valideurDe(db, compteId);
  const chrono = async (work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };

  const enUneFois = async (numeros: readonly string[]) => chrono(() => validations.valider(valideur, numeros.map(choix), ORIGINE));
  const unParUn = async (numeros: readonly string[]) =>
    chrono(async () => {
      for (const numero of numeros) await validations.valider(valideur, [choix(numero)], ORIGINE);
    });
  // The first times warm plans, pools and code, on both sides alike; then the best of three.
  const meilleur = async (mesure: (numeros: readonly string[]) => Promise<number>) => {
    const temps: number[] = [];
    for (let fois = 0; fois < 4; fois += 1) temps.push(await mesure(await soumettre(db, [compteId], LOT)));
    return Math.min(...temps.slice(1));
  };
  const enMasse = await meilleur(enUneFois);
  const seul = await meilleur(unParUn);

  const chaude = await soumettre(db, [compteId], PARALLELE);
  const surUneLigne = await chrono(() => enParallele(chaude, (numero) => validations.valider(valideur, [choix(numero)], ORIGINE)));
  const verrou = await boucle(url, async (client) => {
    await client.query('begin');
    await client.query(`update ligne set verrou = false where id = (select min(id) from ligne where compte_id = ${compteId})`);
    await client.query('commit');
  });

  const comptes = (
    await db.systeme.rows<{ id: number }>(sql`select id from compte where id <> ${compteId} order by id limit ${VALIDEURS}`)
  ).map(({ id }) => id);
  const reparties = await soumettre(db, comptes, PARALLELE / comptes.length);
  const valideurs = new Map(await Promise.all(comptes.map(async (id) => [id, await valideurDe(db, id)] as const)));
  const parCompte = await db.systeme.rows<{ numero: string; compte_id: number }>(
    sql`select numero, compte_id from demande where numero = any (${reparties})`,
  );
  const surPlusieurs = await chrono(() =>
    enParallele(parCompte, ({ numero, compte_id }) =>
      validations.valider(valideurs.get(compte_id) as Collaborateur, [choix(numero)], ORIGINE),
    ),
  );
  const tpcb = await tpcB(url);
  await db.close();

  const parSeconde = (ms: number) => (PARALLELE * 1_000) / ms;
  const ligne = (quoi: string, plancher: string, produit: string, ratio: number, but: number): Ligne => ({
    quoi,
    plancher,
    produit,
    ratio: ratio.toFixed(2),
    but: `≥ ${but}`,
    atteint: ratio >= but,
  });
  return [
    ligne(`${LOT} demandes in bulk, beside one by one`, `${Math.round(seul)} ms`, `${Math.round(enMasse)} ms`, seul / enMasse, 10),
    ligne(
      'one hot line, 64 validators, beside a bare row lock',
      `${Math.round(verrou)} /s`,
      `${Math.round(parSeconde(surUneLigne))} /s`,
      parSeconde(surUneLigne) / verrou,
      1,
    ),
    ligne(
      'whole validation on different lines, beside TPC-B',
      `${Math.round(tpcb)} /s`,
      `${Math.round(parSeconde(surPlusieurs))} /s`,
      parSeconde(surPlusieurs) / tpcb,
      0.5,
    ),
  ];
}

async function enParallele<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const waiting = [...items];
  await Promise.all(
    Array.from({ length: VALIDEURS }, async () => {
      for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await work(item);
    }),
  );
}

/** Demandes À valider, one validation each, ready in one statement an account. */
async function soumettre(db: Database, comptes: readonly number[], combien: number): Promise<string[]> {
  const numeros: string[] = [];
  for (const compte of comptes) {
    const rows = await db.systeme.rows<{ numero: string }>(sql`
      with premier as (select garant_id, prendre_numeros(garant_id, 'demande', 2026, ${combien}::int) as rang from compte where id = ${compte})
      insert into demande (compte_id, garant_id, numero, annee, rang, entite_id, autorisation_id, produit, type_credit, texte_version_id, montant, devise, beneficiaire, marche,
        date_effet, valeurs, etat, tour, saisi_par, creee_le)
      select a.compte_id, p.garant_id, 'D26-' || to_char(p.rang + n, 'FM0000000'), 2026, p.rang + n, a.entite_id, a.id, a.produit, a.type_credit,
        (select id from texte_version where code = 'RG_PRIV' and en_vigueur_au is null limit 1), 100, 'EUR', 'Banc', 'B-' || (p.rang + n), current_date,
        '{"montant": "100", "montant_ttc": "10000", "taux": "1", "beneficiaire_pays": "FR"}', 'a_valider', 1,
        (select max(id) from collaborateur where compte_id = a.compte_id), now()
      from premier p, generate_series(1, ${combien}::int) n, (select * from autorisation where compte_id = ${compte} and type_credit = 'RG_PRIV' limit 1) a
      returning numero`);
    numeros.push(...rows.map(({ numero }) => numero));
  }
  return numeros;
}

async function valideurDe(db: Database, compteId: number): Promise<Collaborateur> {
  const [row] = await db.systeme.rows<{ id: number; garant_id: number }>(sql`
    select c.id, k.garant_id from collaborateur c join compte k on k.id = c.compte_id where c.compte_id = ${compteId} and 'valideur' = any (c.profils)`);
  return {
    genre: 'client',
    id: row?.id ?? 0,
    identifiantId: 0,
    compteId,
    compteNom: '',
    garantId: row?.garant_id ?? 0,
    prenom: 'Val',
    nom: 'Ideur',
    email: '',
    langue: 'fr',
    profils: ['valideur'],
    perimetre: { tout: true, entites: [] },
  };
}

/** Transactions a second of 64 loops on their own connections. */
async function boucle(url: string, transaction: (client: pg.PoolClient) => Promise<void>, combien = 2_000): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: CONNEXIONS });
  const clients = await Promise.all(Array.from({ length: CONNEXIONS }, () => pool.connect()));
  let left = combien;
  const start = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      while (left-- > 0) await transaction(client);
    }),
  );
  const rate = (combien * 1_000) / (performance.now() - start);
  for (const client of clients) client.release();
  await pool.end();
  return rate;
}

/** The transaction of pgbench's default test, on tables of its own, 64 branches. */
async function tpcB(url: string): Promise<number> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  await owner.query(`
    drop schema if exists tpcb cascade; create schema tpcb;
    create table tpcb.branch (id int primary key, balance int not null default 0); insert into tpcb.branch select generate_series(1, 64);
    create table tpcb.teller (id int primary key, balance int not null default 0); insert into tpcb.teller select generate_series(1, 640);
    create table tpcb.account (id int primary key, balance int not null default 0); insert into tpcb.account select generate_series(1, 100000);
    create table tpcb.history (tid int, bid int, aid int, delta int, mtime timestamptz); analyze;`);
  const random = (max: number) => 1 + Math.floor(Math.random() * max);
  const rate = await boucle(url, async (client) => {
    const [a, t, b] = [random(100_000), random(640), random(64)];
    await client.query('begin');
    await client.query({ name: 'a', text: 'update tpcb.account set balance = balance + 1 where id = $1', values: [a] });
    await client.query({ name: 's', text: 'select balance from tpcb.account where id = $1', values: [a] });
    await client.query({ name: 't', text: 'update tpcb.teller set balance = balance + 1 where id = $1', values: [t] });
    await client.query({ name: 'b', text: 'update tpcb.branch set balance = balance + 1 where id = $1', values: [b] });
    await client.query({ name: 'h', text: 'insert into tpcb.history values ($1, $2, $3, 1, now())', values: [t, b, a] });
    await client.query('commit');
  });
  await owner.query('drop schema tpcb cascade');
  await owner.end();
  return rate;
}
