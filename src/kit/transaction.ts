/** What a transaction is: begun in its scope, its statements sent together, committed or undone whole, tried again after a deadlock. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Sql } from 'sql-template-tag';
import { streamOf } from './pools.js';
import type { Word } from './scope.js';

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

const MAX_ATTEMPTS = 5;
/** Serialization failure and deadlock: the only failures that are tried again. */
const RETRIED = new Set(['40001', '40P01']);
/** A search has many shapes: past this number of texts, statements are sent without a name. */
const MAX_NAMED = 1_000;
const names = new Map<string, string>();

/** The statement under a name of its text, so that Postgres plans it once a connection. */
export function named(query: Sql): pg.QueryConfig {
  const { text, values } = query;
  let name = names.get(text);
  if (name === undefined && names.size < MAX_NAMED) {
    name = createHash('sha1').update(text).digest('base64url');
    names.set(text, name);
  }
  return { name, text, values };
}

/** The transaction that the present code runs in, while it is open. */
const inside = new AsyncLocalStorage<{ open: boolean }>();

/**
 * Inside a transaction, only its `tx` speaks to the database: a few people who each hold a connection and ask for a second one
 * wait for one another, and everybody with them. A bug, told at once wherever it is, in tests as in production.
 */
export function refuseNested(): void {
  if (inside.getStore()?.open) throw new Error('A connection was asked inside a transaction: read before it, or with its tx.');
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
  const stream = streamOf(client);
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
export async function once<T>(pool: pg.Pool, begin: Begin, work: (tx: Tx) => Promise<T>): Promise<T> {
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
export async function alone<Row>(pool: pg.Pool, word: Word, query: Sql): Promise<Row[]> {
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

/** Tries again what a serialization failure or a deadlock undid, up to five times. */
export async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (tries >= MAX_ATTEMPTS || !RETRIED.has(sqlState(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 2 ** tries * 5 * Math.random()));
    }
  }
}

/** Rows by batches of a cursor, whose transaction lasts as long as they are read. */
export async function* streamed<Row>(pool: pg.Pool, begin: Begin, query: Sql, batch: number): AsyncGenerator<Row[]> {
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
