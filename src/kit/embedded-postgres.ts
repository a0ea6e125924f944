/** A real Postgres, started with the application and stopped with it, for a machine that has Node and nothing else. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { accountFor } from './embedded/account.js';
import { prepareBinaries } from './embedded/binaries.js';
import { holderOf, initialise, locateData, removeStaleLock } from './embedded/data.js';
import { keepRunning } from './embedded/keep.js';
import { answers, launch, nameSocketDir, PORT, type Server } from './embedded/server.js';

const OWNER = 'cautionet_owner';
const DATABASE = 'cautionet';
/** An instance that was just killed needs this long to be seen stopping (ms); a stopping one may write for longer. */
const PATIENCE = 3_000;
const PATIENCE_STOPPING = 60_000;

export interface EmbeddedOptions {
  /** Folder of the data, made when missing. */
  dataDir: string;
  /** False only in tests: faster, and lost with the machine. */
  fsync?: boolean;
  log?: (line: string) => void;
  /** It ended by itself and could not be started again. */
  onEnd?: (error: Error) => void;
  /** Where root keeps what Postgres's account cannot reach: for tests. */
  systemFolder?: string;
}

export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

export interface EmbeddedPostgres {
  /** The owner of the schema, through a socket that only this account (and root) can reach; no password. */
  readonly connection: Connection;
  readonly url: string;
  /** Where the data is: `dataDir`, unless root could not keep it there. */
  readonly dataFolder: string;
  /** Fast, clean shutdown; may be called again. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded Postgres on `dataDir`, creating the cluster and the database the first time; starts it again, at the same
 * address, when it ends by itself.
 * @throws one sentence when another instance holds the data, or when Postgres cannot run here
 */
export async function startEmbedded({
  dataDir,
  fsync = true,
  log = () => undefined,
  onEnd = () => undefined,
  systemFolder,
}: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const account = accountFor(dataDir);
  const binaries = prepareBinaries(account, log, systemFolder);
  const folder = locateData(dataDir, account, systemFolder);
  if (folder !== path.resolve(dataDir))
    log(`Postgres's account cannot enter ${path.dirname(path.resolve(dataDir))}: the data is kept in ${folder}`);
  initialise(binaries.initdb, folder, account, OWNER, fsync);
  const socketDir = nameSocketDir(account);
  const start = () => startOnce(() => launch(binaries.postgres, folder, account, { fsync, socketDir }), folder);
  const stop = keepRunning(await start(), { start, log, onEnd });
  const connection: Connection = { host: socketDir, port: PORT, user: OWNER, database: DATABASE };
  await createDatabase(connection).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    connection,
    url: urlOf(connection),
    dataFolder: folder,
    stop,
  };
}

/** Launches, and again while a former instance is going or once its lock proves stale. */
async function startOnce(start: () => Server, folder: string): Promise<Server> {
  const began = Date.now();
  for (;;) {
    const server = start();
    if (await answers(server, OWNER, folder)) return server;
    const said = await server.ended;
    if (!/lock file ".*" already exists|pre-existing shared memory block/.test(said)) throw new Error(`Postgres did not start: ${said}`);
    const holder = holderOf(folder);
    if (holder === 'none') removeStaleLock(folder);
    if (Date.now() - began > (holder === 'running' ? PATIENCE : PATIENCE_STOPPING)) {
      throw new Error(`The data in ${folder} is in use by another running instance: stop it first, or give this one another data folder.`);
    }
    await sleep(100);
  }
}

async function createDatabase(connection: Connection): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [connection.database]);
    if (rowCount === 0) await client.query(`create database ${connection.database}`);
  } finally {
    await client.end();
  }
}

/** A connection as a URL that pg, knex and libpq read; the socket's folder is its host. */
export const urlOf = ({ host, port, user, database }: Connection): string =>
  `postgres://${user}@${encodeURIComponent(host)}:${port}/${database}`;
