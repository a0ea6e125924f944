/** Each row-level policy is needed: taken away or opened wide, what an account or an insurer sees changes at once. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, sql, type Database } from '../../src/kit/database.js';
import { useDatabase } from '../setup/database.js';
import { prendre } from '../setup/portee.js';

const database = useDatabase();
let owner: pg.Client;
/** Two insurers; the first has two accounts, the second one. */
const ids = { garant: 0, autreGarant: 0, compte: 0, voisin: 0, ailleurs: 0 };

beforeAll(async () => {
  owner = new pg.Client(database.config);
  await owner.connect();
  const id = async (text: string, values: unknown[]) =>
    (await owner.query<{ id: number }>(`${text} returning id`, values)).rows[0]?.id ?? 0;
  const garant = (code: string) => id(`insert into garant (code, nom, site_url) values ($1, $1, '')`, [code]);
  const compte = (garantId: number, numero: string) =>
    id(`insert into compte (garant_id, numero_client, nom) values ($1, $2, $2)`, [garantId, numero]);
  ids.garant = await garant('UN');
  ids.autreGarant = await garant('DEUX');
  ids.compte = await compte(ids.garant, 'C1');
  ids.voisin = await compte(ids.garant, 'C2');
  ids.ailleurs = await compte(ids.autreGarant, 'C3');
});
afterAll(() => owner?.end());

interface Politique {
  readonly table: string;
  readonly politique: string;
  readonly role: 'cautionet_client' | 'cautionet_garant' | 'cautionet_systeme';
  readonly lisible: boolean;
}

/** Every policy on what is seen, as the database tells. */
async function politiques(): Promise<Politique[]> {
  const { rows } = await owner.query<Politique>(`
    select p.tablename as table, p.policyname as politique, r as role, has_table_privilege(r, p.tablename, 'select') as lisible
    from pg_policies p, unnest(p.roles::text[]) r where p.schemaname = 'public' and p.cmd in ('ALL', 'SELECT') order by 1, 2`);
  return rows;
}

/** Values that a column takes without a default, by type: enough for a row to exist. */
const VALEURS: Readonly<Record<string, string>> = {
  int2: '1',
  int4: '1',
  int8: '1',
  numeric: '1',
  text: `'x'`,
  bpchar: `'EUR'`,
  bool: 'false',
  date: `'2026-01-01'`,
  timestamptz: 'now()',
  jsonb: `'{}'`,
  json: `'{}'`,
  bytea: `'\\x00'`,
  uuid: 'gen_random_uuid()',
  inet: `'127.0.0.1'`,
};

/** Whose a row is: an account's, but for what an insurer has of its own. */
const DES_GARANTS = ['approbation'];
const proprietaire = (table: string): string => (table === 'compte' ? 'id' : DES_GARANTS.includes(table) ? 'garant_id' : 'compte_id');

/** Inside a transaction that will be rolled back: one row of the table for each account, whatever its constraints ask. */
async function remplir(table: string): Promise<void> {
  if (table === 'compte') return;
  const { rows: contraintes } = await owner.query<{ nom: string }>(
    `select conname as nom from pg_constraint where conrelid = $1::regclass and contype in ('c', 'u', 'p', 'x') order by contype = 'p'`,
    [table],
  );
  for (const { nom } of contraintes) await owner.query(`alter table ${table} drop constraint "${nom}" cascade`);
  const { rows: index } = await owner.query<{ nom: string }>(
    `select indexrelid::regclass::text as nom from pg_index where indrelid = $1::regclass and indisunique`,
    [table],
  );
  for (const { nom } of index) await owner.query(`drop index ${nom}`);
  const { rows: colonnes } = await owner.query<{ nom: string; type: string; tableau: boolean }>(
    `select a.attname as nom, coalesce(b.typname, t.typname) as type, t.typcategory = 'A' as tableau
     from pg_attribute a join pg_type t on t.oid = a.atttypid left join pg_type b on b.oid = t.typbasetype
     where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attnotnull and not a.atthasdef and a.attidentity = '' and a.attname not in ('compte_id')`,
    [table],
  );
  const nulle = table === 'message' ? [null] : [];
  for (const compte of [ids.compte, ids.voisin, ids.ailleurs, ...nulle]) {
    const noms = [...(proprietaire(table) === 'compte_id' ? ['compte_id'] : []), ...colonnes.map(({ nom }) => nom)];
    const valeurs = [
      ...(proprietaire(table) === 'compte_id' ? [compte ?? 'null'] : []),
      ...colonnes.map(({ nom, type, tableau }) =>
        nom === 'garant_id' ? (compte === ids.ailleurs ? ids.autreGarant : ids.garant) : tableau ? `'{}'` : VALEURS[type],
      ),
    ];
    await owner.query(`insert into ${table} (${noms.join(', ')}) values (${valeurs.join(', ')})`);
  }
}

/** What a role sees of a table, under the scope of the first account or of the first insurer. */
async function vu({ table, role }: Politique): Promise<string> {
  await owner.query('savepoint regard');
  await prendre(owner, role, { compte: ids.compte }, { garant: ids.garant });
  const { rows } = await owner.query<{ vus: string }>(
    `select coalesce(string_agg(coalesce(${proprietaire(table)}::text, 'tous'), ' ' order by 1), '') as vus from ${table}`,
  );
  await owner.query('rollback to savepoint regard');
  return rows[0]?.vus.split(' ').map(Number).sort().join(' ') ?? '';
}

/** What must be seen, by role. */
const attendu = (role: Politique['role'], table: string) => {
  const [un, deux] = [ids.garant, ids.autreGarant];
  if (DES_GARANTS.includes(table)) return (role === 'cautionet_systeme' ? [un, un, deux] : [un, un]).map(String).sort().join(' ');
  const vus = {
    cautionet_client: [ids.compte],
    cautionet_garant: [ids.compte, ids.voisin],
    cautionet_systeme: [ids.compte, ids.voisin, ids.ailleurs],
  }[role];
  // A message to every client of the insurer belongs to no account.
  const tous = table === 'message' && role !== 'cautionet_garant' ? ['NaN'] : [];
  return [...vus.map(String), ...tous].sort().join(' ');
};

describe('every policy', () => {
  it('shows exactly the rows of its scope; taken away or opened wide, that is noticed', { timeout: 120_000 }, async () => {
    const toutes = await politiques();
    expect(toutes.length).toBeGreaterThan(80);
    await owner.query(`set session_replication_role = replica`);
    const faibles: string[] = [];
    for (const politique of toutes.filter(({ lisible }) => lisible)) {
      const { table, politique: nom, role } = politique;
      await owner.query('begin');
      try {
        await remplir(table);
        const normal = await vu(politique);
        if (normal !== attendu(role, table)) faibles.push(`${table} ${nom} ${role}: sees ${normal}`);
        await owner.query('savepoint politique');
        await owner.query(`drop policy "${nom}" on ${table}`);
        if ((await vu(politique)) === normal) faibles.push(`${table} ${nom}: not missed`);
        await owner.query('rollback to savepoint politique');
        if (role !== 'cautionet_systeme' && !(table === 'message' && nom === 'tous')) {
          await owner.query(`alter policy "${nom}" on ${table} using (true)`);
          if ((await vu(politique)) === normal) faibles.push(`${table} ${nom}: opened wide and not noticed`);
        }
      } finally {
        await owner.query('rollback');
      }
    }
    expect(faibles).toEqual([]);
  });
});

describe('a pool of two connections shared by two clients', () => {
  let db: Database;
  beforeAll(async () => {
    db = await createDatabase({ connection: database.config, poolSize: 2 });
  });
  afterAll(() => db.close());

  it('never shows a foreign row, errors and rolled back transactions included', async () => {
    const essai = async (i: number) => {
      const compte = i % 2 === 0 ? ids.compte : ids.voisin;
      const lire = () => db.read({ compte }, (tx) => tx.rows<{ id: number }>(sql`select id from compte, pg_sleep(0.001)`));
      if (i % 7 === 3) await db.transaction({ compte }, () => Promise.reject(new Error('rolled back'))).catch(() => undefined);
      if (i % 11 === 5) await db.read({ compte }, (tx) => tx.rows(sql`select 1 / 0`)).catch(() => undefined);
      expect(await lire()).toEqual([{ id: compte }]);
    };
    await Promise.all(Array.from({ length: 300 }, (_, i) => essai(i)));
    // Nothing of a scope is left on the connections.
    expect(await db.read({ compte: -1 }, (tx) => tx.rows(sql`select id from compte`))).toEqual([]);
  });
});
