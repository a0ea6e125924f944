/** What serves has the rights of its page and can take no others: each way out is tried, from inside a client's own transaction. */
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, raw, sql, sqlState, type Database, type Scope, type Tx } from '../../src/kit/database.js';
import { startEmbedded, type EmbeddedPostgres } from '../../src/kit/embedded-postgres.js';
import { loginName } from '../../src/kit/logins.js';
import { migrate } from '../../src/kit/migrate.js';
import { emptyDatabase, useDatabase, type TestDatabase } from '../setup/database.js';
import { ajouterCompte, construire, type Maison } from '../setup/maison.js';

const database = useDatabase();
let maison: Maison;
let voisins: Maison;
let owner: pg.Client;

beforeAll(async () => {
  owner = new pg.Client(database.config);
  await owner.connect();
  maison = await construire(database.config, {}, 4);
  voisins = await ajouterCompte(maison.db, undefined);
});
afterAll(async () => {
  await maison?.db.close();
  await owner?.end();
});

const chez = () => ({ compte: maison.compteId });
const modes = ['read', 'transaction'] as const;
const dans = <T>(mode: (typeof modes)[number], work: (tx: Tx) => Promise<T>, scope: Scope = chez()): Promise<T> =>
  maison.db[mode](scope, work);

/** The accounts whose rows a transaction sees, in one statement over several tables. */
const vus = (tx: Tx) =>
  tx.rows<{ compte: number }>(sql`
    select distinct compte from (
      select id as compte from compte union all select compte_id from collaborateur union all select compte_id from entite
      union all select compte_id from contrat union all select compte_id from autorisation) x order by 1`);
const siens = () => [{ compte: maison.compteId }];

describe('each login', () => {
  it('has the rights of what it serves, and none to take', async () => {
    const { pools } = maison.db;
    for (const [nom, role] of Object.entries({
      client: 'cautionet_client',
      exports: 'cautionet_client',
      garant: 'cautionet_garant',
      exports_garant: 'cautionet_garant',
      systeme: 'cautionet_systeme',
    }) as [keyof typeof pools, string][]) {
      const { rows } = await pools[nom].query(`
        select current_user = session_user as soi, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as plus,
          array(select o.rolname::text from pg_roles o where o.oid <> r.oid and pg_has_role(r.oid, o.oid, 'member')) as membre,
          exists (select from pg_class where relowner = r.oid) or exists (select from pg_proc where proowner = r.oid) as possede,
          has_database_privilege(current_database(), 'create, temporary') or has_schema_privilege('public', 'create') as cree
        from pg_roles r where rolname = session_user`);
      expect(rows, nom).toEqual([{ soi: true, plus: false, membre: [role], possede: false, cree: false }]);
    }
  });

  it('keeps its settings without being told at each connection', async () => {
    const { rows } = await maison.db.pools.client.query(
      `select current_setting('jit') as jit, current_setting('plan_cache_mode') as plan, current_setting('statement_timeout') as longest`,
    );
    expect(rows).toEqual([{ jit: 'off', plan: 'force_generic_plan', longest: '1min' }]);
  });
});

/** What must be refused, whatever the mode of the transaction. */
const REFUSES = [
  `select set_config('role', 'none', false), (select count(*) from identifiant)`,
  `select set_config('role', 'cautionet_systeme', true)`,
  `select set_config('role', 'cautionet_garant', true)`,
  `select set_config('session_authorization', (select rolname::text from pg_roles where rolsuper order by oid limit 1), true)`,
  'set role cautionet_systeme',
  'set session authorization cautionet_systeme',
  `do $$ begin perform set_config('role', 'cautionet_systeme', true); end $$`,
  `do $$ begin execute 'set local role cautionet_garant'; end $$`,
  `copy (select 1) to program 'true'`,
  `copy collaborateur to '/tmp/collaborateurs'`,
  `select pg_read_file('/etc/passwd')`,
  `select * from pg_authid`,
  `select * from pg_shadow`,
  `select * from connexion`,
  `select interne from public.connexion`,
  `select * from identifiant`,
  `select * from session`,
  `select * from jeton`,
  'create temporary table collaborateur as select 1',
  'create table public.a_moi (a int)',
  `create function pg_temp.f() returns int language sql as 'select 1'`,
  'alter table compte disable row level security',
  'drop policy compte on compte',
  'set local session_replication_role = replica',
  `select query_to_xml('select * from identifiant', true, false, '')`,
  `select lo_import('/etc/passwd')`,
  `select pg_ls_dir('.')`,
  `select nextval('caution_id_seq')`,
];

describe.each(modes)('slipped into a client’s transaction (%s)', (mode) => {
  it.each(REFUSES)('%s: refused', async (texte) => {
    // For want of rights, or because nothing at all is written in a transaction that reads.
    const code = await dans(mode, (tx) => tx.rows(raw(texte))).then(() => 'done', sqlState);
    expect(['42501', ...(mode === 'read' ? ['25006'] : [])]).toContain(code);
    // What it left on the connection serves nobody more than before.
    for (let i = 0; i < 4; i += 1) expect(await dans(mode, vus)).toEqual(siens());
  });

  it.each([
    `select set_config('role', 'none', false)`,
    `select set_config('role', 'none', true)`,
    'reset role',
    'set session authorization default',
    'reset session authorization',
    'reset all',
    'discard plans',
    `select set_config('search_path', 'pg_temp, pg_catalog, public', false)`,
  ])('%s: shows nothing more', async (texte) => {
    await dans(mode, async (tx) => {
      await tx.rows(raw(texte));
      for (const { compte } of await vus(tx)) expect(compte).toBe(maison.compteId);
      await expect(tx.rows(sql`select * from identifiant`)).rejects.toThrow(/permission denied/);
    });
  });

  it('row security put aside: nothing is shown, not everything', async () => {
    await dans(mode, async (tx) => {
      await tx.rows(sql`select set_config('row_security', 'off', true)`);
      await expect(vus(tx)).rejects.toThrow(/row-level security/);
    });
  });

  it('no word but its own: another number, another’s number under one’s own seal, another’s nature, a word of one’s own making', async () => {
    const sien = await dans(mode, (tx) => tx.one<{ mot: string }>(sql`select current_setting('app.compte') as mot`));
    const sceau = sien.mot.split(':')[1] ?? '';
    expect(sceau).toMatch(/^[0-9a-f]{64}$/);
    const voisin = String(voisins.compteId);
    for (const mot of [
      voisin,
      `${voisin}:`,
      `${voisin}:${sceau}`,
      `${voisin}:${'0'.repeat(64)}`,
      `${maison.compteId}|${voisin}:${sceau}`,
      sceau,
      ':',
      '',
    ])
      expect(
        await dans(mode, async (tx) => {
          await tx.rows(sql`select set_config('app.compte', ${mot}, true), set_config('app.garant', ${sien.mot}, true)`);
          return vus(tx);
        }),
        mot,
      ).toEqual([]);
    // And in one statement, before the rows are looked at and put back after.
    const [{ n } = { n: -1 }] = await dans(mode, (tx) =>
      tx.rows<{ n: number }>(sql`
        with avant as materialized (select set_config('app.compte', ${`${voisin}:${sceau}`}, true) as mot),
          lu as materialized (select c.id from avant, lateral (select id from collaborateur where avant.mot <> '') c),
          apres as materialized (select set_config('app.compte', ${sien.mot}, true), (select count(*) from lu) as n)
        select n::int from apres`),
    );
    expect(n).toBe(0);
    expect(await dans(mode, vus)).toEqual(siens());
  });

  it('another’s word is nowhere to be read: neither in what others are running, nor in what was prepared', async () => {
    const scope = { compte: voisins.compteId };
    const { mot } = await dans(mode, (tx) => tx.one<{ mot: string }>(sql`select current_setting('app.compte') as mot`), scope);
    // A transaction that has just begun: its word is the last thing it said.
    const tout = await dans(
      mode,
      async () => {
        await sleep(50);
        const { rows } = await owner.query<{ tout: string }>(
          `select string_agg(query, ' ') as tout from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
        );
        return rows[0]?.tout ?? '';
      },
      scope,
    );
    expect(tout).toContain('set_config');
    expect(tout).not.toContain(mot.split(':')[1]);
  });
});

it('the insurer’s staff sees its accounts only, and nothing under a word that is not its own', async () => {
  const garant = { garant: maison.garantId };
  const tous = [maison.compteId, voisins.compteId].map((compte) => ({ compte }));
  expect(await dans('read', vus, garant)).toEqual(tous);
  const mot = await dans('read', (tx) => tx.one<{ mot: string }>(sql`select current_setting('app.garant') as mot`), garant);
  await dans(
    'read',
    async (tx) => {
      await tx.rows(sql`select set_config('app.garant', ${`${maison.garantId + 1}:${mot.mot.split(':')[1]}`}, true)`);
      expect(await vus(tx)).toEqual([]);
    },
    garant,
  );
  for (const role of ['cautionet_client', 'cautionet_systeme'])
    await expect(dans('read', (tx) => tx.rows(sql`select set_config('role', ${role}, true)`), garant)).rejects.toThrow(/permission denied/);
});

it('nobody is given a way in by a page that lost its word', async () => {
  const inviter = (avant: ReturnType<typeof sql>) =>
    dans('transaction', async (tx) => {
      await tx.rows(avant);
      await tx.rows(sql`select inviter_acces('collaborateur', ${voisins.ines.id}, gen_random_uuid(), ''::bytea, now())`);
    });
  for (const mot of ['', String(voisins.compteId)])
    await expect(inviter(sql`select set_config('app.compte', ${mot}, true)`)).rejects.toThrow(/aucune portée/);
});

describe('the logins of an operator', () => {
  let base: TestDatabase;
  const opened: Database[] = [];
  const made = 'essai_portail';
  const proprietaire = 'essai_proprietaire';
  const logins = ['client', 'garant', 'systeme'].map((service) => `${made}_${service}`);
  const ouvrir = async (serving?: string, user = proprietaire) => {
    const db = await createDatabase({ connection: { ...base.config, user }, serving, poolSize: 2 });
    opened.push(db);
    return db;
  };
  const adresse = (name: string) => {
    const url = new URL(base.url);
    url.username = name;
    url.password = 'un mot de passe';
    return url.href;
  };

  beforeAll(async () => {
    base = await emptyDatabase();
    for (const text of [
      `create role ${proprietaire} login`,
      ...['client', 'garant', 'systeme'].map((role) => `grant cautionet_${role} to ${proprietaire} with admin option`),
      `alter database ${base.config.database} owner to ${proprietaire}`,
    ])
      await owner.query(text);
    const own = new pg.Client({ ...base.config });
    await own.connect();
    await own.query(`alter schema public owner to ${proprietaire}`);
    await own.end();
    await migrate({ ...base.config, user: proprietaire });
  });
  afterAll(async () => {
    for (const db of opened) await db.close();
    await base.drop();
    await owner.query(`drop role if exists ${[proprietaire, ...logins].join(', ')}`);
  });

  it('an owner who may not make them says which is missing', async () => {
    await expect(ouvrir()).rejects.toThrow(/^DATABASE_URL: the login .*_service_client is missing, and its owner may not make it/);
  });

  it('one who may makes them himself, without being anything more', async () => {
    await owner.query(`alter role ${proprietaire} createrole`);
    const db = await ouvrir();
    const [row] = await db.systeme.rows(sql`select session_user::text as qui`);
    expect(row).toEqual({ qui: loginName(base.config.database, 'systeme') });
    // Again, by another process.
    await Promise.all([ouvrir(), ouvrir()]);
    await owner.query(`alter role ${proprietaire} nocreaterole`);
  });

  it('those that the operator made serve, found by the name of the first', async () => {
    for (const login of logins)
      await owner.query(`create role ${login} login password 'un mot de passe' in role cautionet_${login.split('_').at(-1)}`);
    const db = await ouvrir(adresse(`${made}_client`));
    const qui = async (pool: pg.Pool) => (await pool.query<{ qui: string }>('select session_user::text as qui')).rows[0]?.qui;
    expect([await qui(db.pools.client), await qui(db.pools.garant), await qui(db.systeme.pool)]).toEqual(logins);
    expect(await db.read({ compte: 1 }, (tx) => tx.rows(sql`select id from compte`))).toEqual([]);
  });

  it.each([
    ['a member of something else', `grant cautionet_systeme to ${made}_client`, `revoke cautionet_systeme from ${made}_client`],
    ['one who makes roles', `alter role ${made}_garant createrole`, `alter role ${made}_garant nocreaterole`],
    ['one whom no policy holds', `alter role ${made}_systeme bypassrls`, `alter role ${made}_systeme nobypassrls`],
  ])('%s does not serve', async (_quoi, mal, bien) => {
    await owner.query(mal);
    await expect(ouvrir(adresse(`${made}_client`))).rejects.toThrow(/^DATABASE_URL: the login .* may do more than serve/);
    await owner.query(bien);
  });

  it('the owner does not serve, nor one who is member of nothing', async () => {
    await expect(ouvrir(adresse(proprietaire))).rejects.toThrow(/^DATABASE_URL: .* its name must end with _client/);
    await owner.query(`revoke cautionet_client from ${made}_client`);
    await expect(ouvrir(adresse(`${made}_client`))).rejects.toThrow(/must be a member of cautionet_client/);
  });
});

describe('where Postgres asks for passwords', () => {
  let folder: string;
  let postgres: EmbeddedPostgres;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'cautionet-mots-'));
    postgres = await startEmbedded({ dataDir: path.join(folder, 'postgres'), fsync: false });
    await migrate(postgres.url);
    writeFileSync(
      path.join(postgres.dataFolder, 'pg_hba.conf'),
      `local all ${postgres.connection.user} trust\nlocal all all scram-sha-256\n`,
    );
    const client = new pg.Client(postgres.connection);
    await client.connect();
    await client.query('select pg_reload_conf()');
    await client.end();
  }, 60_000);
  afterAll(async () => {
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('each login has one that nobody was told, the same for every process', async () => {
    const [un, autre] = await Promise.all(
      [1, 2].map(() => createDatabase({ connection: { connectionString: postgres.url }, poolSize: 2 })),
    );
    for (const db of [un, autre])
      expect(await db?.systeme.rows(sql`select session_user::text as qui`)).toEqual([{ qui: loginName('cautionet', 'systeme') }]);
    await Promise.all([un?.close(), autre?.close()]);
    const stranger = new pg.Client({ ...postgres.connection, user: loginName('cautionet', 'client'), password: 'deviné' });
    await expect(stranger.connect()).rejects.toThrow(/password authentication failed/);
  });
});
