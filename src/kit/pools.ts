/** Pools of connections that outlive their breaks, and tell how long each statement took. */
import type { Socket } from 'node:net';
import pg from 'pg';

const { types } = pg;
types.setTypeParser(types.builtins.DATE, (text) => text);
types.setTypeParser(types.builtins.INT8, Number);

/** Longer than that for a connection, and people are told to come back (503) instead of waiting with everybody else. */
const WAIT_MS = 5_000;
/** A connection that carries nothing is felt after that long: what a network has dropped without a word is replaced before it is needed. */
const KEEPALIVE_MS = 10_000;

const connections = new WeakMap<pg.Pool, Set<pg.PoolClient>>();

/** Told how long each statement took, in milliseconds, waiting for the others of its connection included. */
export type Told = (ms: number) => void;

/** @param pipeline statements leave without waiting for the answers of those before them: false for who does not know how */
export function createPool(connection: pg.PoolConfig, max: number, onStatement?: Told, pipeline = true): pg.Pool {
  const settings = { max, pipeline, connectionTimeoutMillis: WAIT_MS, keepAlive: true, keepAliveInitialDelayMillis: KEEPALIVE_MS };
  const pool = new pg.Pool({ ...connection, ...settings } as pg.PoolConfig);
  const open = new Set<pg.PoolClient>();
  connections.set(pool, open);
  // A connection that breaks while idle is replaced at the next use; the query that needs it says what is wrong.
  pool.on('error', () => undefined);
  // So is one that breaks while in use: without a listener it would end the process.
  pool.on('connect', (client) => {
    open.add(client);
    client.on('error', () => undefined);
    if (onStatement) measured(client, onStatement);
  });
  pool.on('remove', (client) => void open.delete(client));
  return pool;
}

/** The pipe under a connection. */
export const streamOf = (client: pg.ClientBase): Socket =>
  (client as unknown as { readonly connection: { readonly stream: Socket } }).connection.stream;

/** Ends every connection where it is: whoever waits on one is told at once that it is gone, whoever comes next opens another. */
export function cut(pool: pg.Pool): void {
  connections.get(pool)?.forEach((client) => streamOf(client).destroy());
}

/** Tells of each statement of a connection once it has its answer, failures included. */
function measured(client: pg.ClientBase, told: Told): void {
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

/** Ends a pool: what its connections still say is waited for, but not for ever. */
export async function closed(pool: pg.Pool): Promise<void> {
  const silent = setTimeout(() => cut(pool), WAIT_MS);
  await pool.end().finally(() => clearTimeout(silent));
}

/** True when every connection stayed busy for too long. */
export const isBusy = (error: unknown): boolean => error instanceof Error && error.message === 'timeout exceeded when trying to connect';
