/** Postgres: scopes, transactions, prepared statements. Knows no table of the trade. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import type pg from 'pg';
import type { Sql } from 'sql-template-tag';
import { openLogins, type Logins } from './logins.js';
import { createPool, type Told } from './pools.js';
import { createSealer, type Scope, type Word } from './scope.js';

export { default as sql, join, empty, raw, type Sql } from 'sql-template-tag';
export { isBusy } from './pools.js';
export type { Scope } from './scope.js';

/** What repositories speak to: one transaction in one scope. */
export interface Tx {
  /** All rows. */
  rows<Row>(query: Sql): Promise<Row[]>;
  /** The first row, or undefined. */
  row<Row>(query: Sql): Promise<Row | undefined>;
  /** The one row there must be: throws when there is none, which is a bug. */
  one<Row>(query: Sql): Promise<Row>;
  /** Number of rows changed. */
  run(query: Sql): Promise<number>;
  /**
   * Statements that have just left, whose answer nothing waits for: the commit leaves behind them in the same message. One that fails
   * undoes the whole transaction, so that what they must satisfy is said in SQL; they may send nothing more once they are answered.
   */
  last(sent: Promise<unknown>): void;
  /** Runs once the transaction is committed (wake a job); never when it is rolled back. */
  afterCommit(action: () => void): void;
}

export interface Database {
  /** One read-only statement under a scope: begin, scope, statement and commit leave in one message. The cheapest read of a page. */
  rows<Row>(scope: Scope, query: Sql): Promise<Row[]>;
  /** Reads in one consistent, read-only transaction under a scope. */
  read<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** All or nothing under a scope; deadlocks and serialization failures are tried again, up to five times. */
  transaction<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Rows by batches for an export, in the scope, without holding them all in memory; by connections that only exports use. */
  stream<Row>(scope: Scope, query: Sql, batch?: number): AsyncGenerator<Row[]>;
  /** Sign-in, jobs, the public check: sees everything, never lent to a client's page. */
  readonly systeme: {
    read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
    transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
    /** One statement by itself: the cheapest read. */
    rows<Row>(query: Sql): Promise<Row[]>;
    readonly pool: pg.Pool;
  };
  /** The pools by the name of what they serve, to measure their use. */
  readonly pools: Readonly<Record<'client' | 'garant' | 'systeme' | 'exports' | 'exports_garant', pg.Pool>>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** The schema's owner, who makes the logins that serve and then leaves. */
  readonly connection: pg.PoolConfig;
  /** Where and as whom pages connect, when the operator says so: see `openLogins`. */
  readonly serving?: string;
  /** Connections for the clients' pages; the insurer's staff, and sign-in with the jobs, have half as many each. */
  readonly poolSize?: number;
  readonly onStatement?: Told;
}

const MAX_ATTEMPTS = 5;
/** Serialization failure and deadlock: the only failures that are tried again. */
const RETRIED = new Set(['40001', '40P01']);
/** A search has many shapes: past this number of texts, statements are sent without a name. */
const MAX_NAMED = 1_000;
const names = new Map<string, string>();

/** The statement under a name of its text, so that Postgres plans it once a connection. */
function named(query: Sql): pg.QueryConfig {
  const { text, values } = query;
  let name = names.get(text);
  if (name === undefined && names.size < MAX_NAMED) {
    name = createHash('sha1').update(text).digest('base64url');
    names.set(text, name);
  }
  return { name, text, values };
}

/** Connections that exports share, read as fast as a file is written. */
export const EXPORTS_AT_ONCE = 2;
/** The transaction that the present code runs in, while it is open. */
const inside = new AsyncLocalStorage<{ open: boolean }>();

/**
 * Inside a transaction, only its `tx` speaks to the database: a few people who each hold a connection and ask for a second one
 * wait for one another, and everybody with them. A bug, told at once wherever it is, in tests as in production.
 */
function refuseNested(): void {
  if (inside.getStore()?.open) throw new Error('A connection was asked inside a transaction: read before it, or with its tx.');
}

/** Opens a migrated database: each pool logs in as a login that has the rights of what it serves, and can take no other. */
export async function createDatabase({ connection, serving, ...pools }: DatabaseOptions): Promise<Database> {
  return databaseAs(await openLogins(connection, serving), pools);
}

/** The same, whose logins are known; connects when it is first asked. */
export function databaseAs(
  logins: Logins,
  { poolSize = 12, onStatement }: Pick<DatabaseOptions, 'poolSize' | 'onStatement'> = {},
): Database {
  const half = Math.ceil(poolSize / 2);
  const pools = {
    client: createPool(logins.client, poolSize, onStatement),
    garant: createPool(logins.garant, half, onStatement),
    systeme: createPool(logins.systeme, Math.max(4, half), onStatement),
    // Long readings take nobody's place: pages have their own connections.
    exports: createPool(logins.client, EXPORTS_AT_ONCE, onStatement),
    exports_garant: createPool(logins.garant, EXPORTS_AT_ONCE, onStatement),
  };
  const wordOf = createSealer(logins.key);
  const poolOf = (scope: Scope) => ('compte' in scope ? pools.client : pools.garant);
  const exportsOf = (scope: Scope) => ('compte' in scope ? pools.exports : pools.exports_garant);

  return {
    rows: (scope, query) => alone(poolOf(scope), wordOf(scope), query),
    read: (scope, work) => once(poolOf(scope), ['begin read only', wordOf(scope)], work),
    transaction: (scope, work) => retried(() => once(poolOf(scope), ['begin', wordOf(scope)], work)),
    stream: (scope, query, batch = 200) => streamed(exportsOf(scope), ['begin read only', wordOf(scope)], query, batch),
    systeme: {
      read: (work) => once(pools.systeme, ['begin read only'], work),
      transaction: (work) => retried(() => once(pools.systeme, ['begin'], work)),
      rows: async <Row>(query: Sql) => {
        refuseNested();
        return (await pools.systeme.query(named(query))).rows as Row[];
      },
      pool: pools.systeme,
    },
    pools,
    close: async () => {
      await Promise.all(Object.values(pools).map((pool) => pool.end()));
    },
  };
}

/** How a transaction begins: its mode, and the word of its scope. */
type Begin = readonly [mode: string, word?: Word];

/**
 * The beginning of a transaction, whose scope ends with it, so that a pooled connection never keeps it. The word travels as a value: the
 * texts of statements are seen by every connection of the same login.
 */
const begun = (client: pg.PoolClient, [mode, word]: Begin): Promise<pg.QueryResult>[] => [
  client.query(mode),
  ...(word ? [client.query({ name: 'scope', text: 'select set_config($1, $2, true)', values: [...word] })] : []),
];

/** Statements sent until the present code waits leave in one packet: one call of the system for each, one turn of Postgres. */
function together(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Writable } }).connection;
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** What a transaction does at its end. */
interface End {
  readonly committed: (() => void)[];
  readonly last: Promise<unknown>[];
  /** What the first of them to fail says: the others and whatever follows only say that the transaction is undone. */
  failure?: unknown;
  /** The commit has left. */
  sent: boolean;
}

/** Begin with its scope and the first statement leave in one message, the last ones with the commit; it waits for the work between. */
async function once<T>(pool: pg.Pool, begin: Begin, work: (tx: Tx) => Promise<T>): Promise<T> {
  refuseNested();
  const client = await pool.connect();
  const end: End = { committed: [], last: [], sent: false };
  const here = { open: true };
  let broken: Error | undefined;
  try {
    together(client);
    const opened = Promise.all(begun(client, begin));
    opened.catch(() => undefined);
    const result = await inside.run(here, () => work(transactionOn(client, end)));
    end.sent = true;
    together(client);
    // Failed, the statements before it have undone the transaction: this commit is then a rollback.
    await Promise.all([opened, ...end.last, client.query('commit')]);
    here.open = false;
    for (const action of end.committed) action();
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => (broken = failure));
    throw end.failure ?? error;
  } finally {
    here.open = false;
    client.release(broken);
  }
}

/** A statement that fails undoes its transaction: the commit that follows it is then a rollback. */
async function alone<Row>(pool: pg.Pool, word: Word, query: Sql): Promise<Row[]> {
  const client = await pool.connect();
  together(client);
  const opened = begun(client, ['begin read only', word]);
  const read = client.query(named(query));
  const ended = client.query('commit');
  const sent = await Promise.allSettled([...opened, read, ended]);
  client.release(sent.at(-1)?.status === 'rejected' ? true : undefined);
  for (const one of sent) if (one.status === 'rejected') throw one.reason;
  return (await read).rows as Row[];
}

function transactionOn(client: pg.PoolClient, end: End): Tx {
  const send = (query: Sql): Promise<pg.QueryResult> => {
    if (end.sent) throw new Error(`Asked after the commit of its transaction: ${query.text.trim().slice(0, 80)}`);
    together(client);
    return client.query(named(query));
  };
  const rows = async <Row>(query: Sql) => (await send(query)).rows as Row[];
  return {
    rows,
    row: async <Row>(query: Sql) => (await rows<Row>(query))[0],
    one: async <Row>(query: Sql) => {
      const [row] = await rows<Row>(query);
      if (row === undefined) throw new Error(`A row was expected of: ${query.text.trim().slice(0, 80)}`);
      return row;
    },
    run: async (query) => (await send(query)).rowCount ?? 0,
    last: (sent) => {
      sent.catch((error: unknown) => (end.failure ??= error));
      end.last.push(sent);
    },
    afterCommit: (action) => void end.committed.push(action),
  };
}

async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (tries >= MAX_ATTEMPTS || !RETRIED.has(sqlState(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 2 ** tries * 5 * Math.random()));
    }
  }
}

async function* streamed<Row>(pool: pg.Pool, begin: Begin, query: Sql, batch: number): AsyncGenerator<Row[]> {
  refuseNested();
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await Promise.all(begun(client, begin));
    await client.query({ text: `declare flux no scroll cursor for ${query.text}`, values: query.values });
    for (;;) {
      const { rows } = await client.query(`fetch ${batch} from flux`);
      if (rows.length === 0) break;
      yield rows as Row[];
    }
  } finally {
    await client.query('rollback').catch((failure: Error) => (broken = failure));
    client.release(broken);
  }
}

/** The SQLSTATE of a Postgres error, or an empty string. */
export const sqlState = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
