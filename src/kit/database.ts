/** Postgres: its pools, each with the rights of what it serves. Knows no table of the trade. */
import type pg from 'pg';
import type { Sql } from 'sql-template-tag';
import { openLogins, type Logins } from './logins.js';
import { closed, createPool, cut, type Told } from './pools.js';
import { createSealer, type Scope } from './scope.js';
import { alone, named, once, refuseNested, retried, streamed, type Tx } from './transaction.js';

export { default as sql, join, empty, raw, type Sql } from 'sql-template-tag';
export { isBusy } from './pools.js';
export type { Scope } from './scope.js';
export { sqlState, type Tx } from './transaction.js';

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
  /** Ends every connection where it is: a database that says nothing any more is away. */
  cut(): void;
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

/** Connections that exports share, read as fast as a file is written. */
export const EXPORTS_AT_ONCE = 2;
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
    cut: () => Object.values(pools).forEach(cut),
    close: async () => {
      await Promise.all(Object.values(pools).map(closed));
    },
  };
}
