/** Postgres: pools, scopes, transactions, prepared statements. Knows no table. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import pg from 'pg';
import type { Sql } from 'sql-template-tag';

export { default as sql, join, empty, raw, type Sql } from 'sql-template-tag';

/** Whose rows a transaction may see: one client account, or the accounts of one insurer. */
export type Scope = { readonly compte: number } | { readonly garant: number };

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
  readonly pools: Readonly<Record<'client' | 'systeme' | 'exports', pg.Pool>>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly connection: pg.PoolConfig;
  readonly poolSize?: number;
  /** Told how long each statement took, in milliseconds, waiting for the others of its connection included. */
  readonly onStatement?: (ms: number) => void;
}

const { types } = pg;
types.setTypeParser(types.builtins.DATE, (text) => text);
types.setTypeParser(types.builtins.INT8, Number);

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
/** Longer than that for a connection, and people are told to come back (503) instead of waiting with everybody else. */
const WAIT_MS = 5_000;

/** The transaction that the present code runs in, while it is open. */
const inside = new AsyncLocalStorage<{ open: boolean }>();

/**
 * Inside a transaction, only its `tx` speaks to the database: a few people who each hold a connection and ask for a second one
 * wait for one another, and everybody with them. A bug, told at once wherever it is, in tests as in production.
 */
function refuseNested(): void {
  if (inside.getStore()?.open) throw new Error('A connection was asked inside a transaction: read before it, or with its tx.');
}

/** True when every connection stayed busy for too long. */
export const isBusy = (error: unknown): boolean => error instanceof Error && error.message === 'timeout exceeded when trying to connect';

const ROLES = { client: 'cautionet_client', garant: 'cautionet_garant', systeme: 'cautionet_systeme' };

export function createDatabase({ connection, poolSize = 12, onStatement }: DatabaseOptions): Database {
  const pool = createPool(connection, ROLES.client, poolSize, onStatement);
  const systemePool = createPool(connection, ROLES.systeme, Math.max(4, poolSize / 2), onStatement);
  // Long readings take nobody's place: pages have their own connections.
  const exportPool = createPool(connection, ROLES.client, EXPORTS_AT_ONCE, onStatement);

  return {
    rows: (scope, query) => alone(pool, `begin read only; ${settings(scope)}`, query),
    read: (scope, work) => once(pool, `begin read only; ${settings(scope)}`, work),
    transaction: (scope, work) => retried(() => once(pool, `begin; ${settings(scope)}`, work)),
    stream: (scope, query, batch = 200) => streamed(exportPool, `begin read only; ${settings(scope)}`, query, batch),
    systeme: {
      read: (work) => once(systemePool, 'begin read only', work),
      transaction: (work) => retried(() => once(systemePool, 'begin', work)),
      rows: async <Row>(query: Sql) => {
        refuseNested();
        return (await systemePool.query(named(query))).rows as Row[];
      },
      pool: systemePool,
    },
    pools: { client: pool, systeme: systemePool, exports: exportPool },
    close: async () => {
      await Promise.all([pool.end(), systemePool.end(), exportPool.end()]);
    },
  };
}

function createPool(connection: pg.PoolConfig, role: string, max: number, onStatement: DatabaseOptions['onStatement']): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    max,
    pipeline: true,
    connectionTimeoutMillis: WAIT_MS,
    // jit compiles for longer than these short statements run.
    options: `-c role=${role} -c jit=off -c plan_cache_mode=force_generic_plan -c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000`,
  } as pg.PoolConfig);
  // A connection that breaks while idle is replaced at the next use; the query that needs it says what is wrong.
  pool.on('error', () => undefined);
  // So is one that breaks while in use: without a listener it would end the process.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    if (onStatement) measured(client, onStatement);
  });
  return pool;
}

/** Tells of each statement of a connection once it has its answer, failures included. */
function measured(client: pg.ClientBase, told: (ms: number) => void): void {
  const send = (...args: unknown[]): unknown => (pg.Client.prototype.query as (...args: unknown[]) => unknown).apply(client, args);
  const query = (...args: unknown[]): unknown => {
    const began = performance.now();
    const answered = () => told(performance.now() - began);
    const callback = args.at(-1);
    if (typeof callback === 'function')
      return send(...args.slice(0, -1), (...answer: unknown[]) => (answered(), (callback as (...answer: unknown[]) => void)(...answer)));
    const sent = send(...args);
    if (sent instanceof Promise) sent.then(answered, answered);
    return sent;
  };
  Object.assign(client, { query });
}

/**
 * Sets a scope for this transaction only, so that a pooled connection never keeps it. Plain text beside `begin`: one message,
 * half the time of prepared statements. The id is one of our own numbers, and nothing else passes.
 */
function settings(scope: Scope): string {
  const [role, setting, id] = 'compte' in scope ? [ROLES.client, 'compte', scope.compte] : [ROLES.garant, 'garant', scope.garant];
  if (!Number.isSafeInteger(id)) throw new TypeError(`${String(id)} is not an id`);
  return `set local role ${role}; set local app.${setting} = '${id}'`;
}

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
async function once<T>(pool: pg.Pool, begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  refuseNested();
  const client = await pool.connect();
  const end: End = { committed: [], last: [], sent: false };
  const here = { open: true };
  let broken: Error | undefined;
  try {
    together(client);
    const opened = client.query(begin);
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
async function alone<Row>(pool: pg.Pool, begin: string, query: Sql): Promise<Row[]> {
  const client = await pool.connect();
  together(client);
  const [opened, read, ended] = await Promise.allSettled([client.query(begin), client.query(named(query)), client.query('commit')]);
  client.release(ended.status === 'rejected' ? true : undefined);
  for (const sent of [opened, read, ended]) if (sent.status === 'rejected') throw sent.reason;
  return (read as PromiseFulfilledResult<pg.QueryResult>).value.rows as Row[];
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

async function* streamed<Row>(pool: pg.Pool, begin: string, query: Sql, batch: number): AsyncGenerator<Row[]> {
  refuseNested();
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
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
