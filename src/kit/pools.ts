/** Pools of connections that outlive their breaks, and tell how long each statement took. */
import pg from 'pg';

const { types } = pg;
types.setTypeParser(types.builtins.DATE, (text) => text);
types.setTypeParser(types.builtins.INT8, Number);

/** Longer than that for a connection, and people are told to come back (503) instead of waiting with everybody else. */
const WAIT_MS = 5_000;

/** Told how long each statement took, in milliseconds, waiting for the others of its connection included. */
export type Told = (ms: number) => void;

export function createPool(connection: pg.PoolConfig, max: number, onStatement: Told | undefined): pg.Pool {
  const pool = new pg.Pool({ ...connection, max, pipeline: true, connectionTimeoutMillis: WAIT_MS } as pg.PoolConfig);
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

/** True when every connection stayed busy for too long. */
export const isBusy = (error: unknown): boolean => error instanceof Error && error.message === 'timeout exceeded when trying to connect';
