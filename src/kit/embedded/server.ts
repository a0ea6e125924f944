/** One Postgres process: its command line, its death with ours, its readiness. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { canEnter, type Account } from './account.js';

/** The number in the socket's name; nothing listens on the network. */
export const PORT = 5432;
/** Bytes of a socket's path that every Unix takes (Linux 107, macOS 103). */
const LONGEST_SOCKET = 103;

/**
 * Runs Postgres and watches our end of a pipe: when it closes, because we stop or because we were killed, Postgres makes
 * a fast shutdown and its socket folder goes. The wrapper lives in its own session, so Ctrl-C reaches the application only.
 */
const WRAPPER = `
folder=$1; shift
exec 3<&0 </dev/null
"$@" 3<&- & server=$!
trap 'again=1; kill -INT "$server" 2>/dev/null' INT TERM HUP
( while read -r line <&3; do :; done; kill -INT "$server" 2>/dev/null ) & watcher=$!
while again=; wait "$server"; code=$?; [ -n "$again" ]; do :; done
kill "$watcher" 2>/dev/null
rm -rf "$folder"
exit "$code"
`;

/** Tuned for two cores that serve many short requests. ERROR lines would hold people's data: they are not logged. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '',
  max_connections: '100',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  synchronous_commit: 'on',
  max_wal_size: '2GB',
  wal_compression: 'on',
  random_page_cost: '1.1',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'log',
  log_checkpoints: 'off',
  log_line_prefix: '',
};

/** What tests give up for speed: a crash of the machine may lose all. */
const UNSAFE: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  shared_buffers: '128MB',
};

export interface LaunchOptions {
  readonly fsync: boolean;
  readonly socketDir: string;
}

export interface Server {
  readonly socketDir: string;
  /** Resolves to all that Postgres said when its process has ended. */
  readonly ended: Promise<string>;
  readonly hasEnded: () => boolean;
  /** Asks for a fast shutdown. */
  readonly close: () => void;
}

/** Starts a Postgres on an initialised folder; it is not ready yet. Its sockets are in `socketDir`, gone when it ends. */
export function launch(postgres: string, folder: string, account: Account, { fsync, socketDir }: LaunchOptions): Server {
  reserve(socketDir, account);
  const settings = { ...SETTINGS, ...(fsync ? {} : UNSAFE), unix_socket_directories: `"${socketDir}"` };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn('/bin/sh', ['-c', WRAPPER, 'sh', socketDir, postgres, '-D', folder, '-p', String(PORT), ...flags], {
    ...account,
    cwd: '/',
    env: { LC_ALL: 'C', TZ: 'UTC', PATH: process.env['PATH'] },
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
  });
  let said = '';
  let over = false;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4000);
  });
  child.stdin.on('error', () => undefined); // the wrapper went first
  const ended = new Promise<string>((resolve) => {
    const end = (): void => {
      over = true;
      rmSync(socketDir, { recursive: true, force: true });
      resolve(said.trim());
    };
    child.once('error', end).once('close', end);
  });
  return { socketDir, ended, hasEnded: () => over, close: () => child.stdin.end() };
}

/** A folder of our own for the sockets: short enough a path, and that of nobody else. */
export function nameSocketDir(account: Account): string {
  const fits = (folder: string): boolean => Buffer.byteLength(path.join(folder, `pg-XXXXXXXXXX/.s.PGSQL.${PORT}`)) <= LONGEST_SOCKET;
  const parent = fits(os.tmpdir()) && canEnter(account, os.tmpdir()) ? os.tmpdir() : '/tmp';
  return path.join(parent, `pg-${randomBytes(8).toString('base64url').slice(0, 10)}`);
}

/** Makes the folder anew, closed to all other accounts; throws when somebody else took its name. */
function reserve(folder: string, { uid, gid }: Account): void {
  mkdirSync(folder, { mode: 0o700 });
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
}

/** Connects until Postgres answers (it may be recovering from a crash): true, or false when it ended first. */
export async function answers(server: Server, user: string, folder: string): Promise<boolean> {
  while (!server.hasEnded()) {
    const client = new pg.Client({ host: server.socketDir, port: PORT, user, database: 'postgres' });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
      if (rows[0]?.folder !== folder) throw new Error(`Another Postgres than ours answered, that of ${rows[0]?.folder}.`);
      return true;
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('Another Postgres')) throw error;
      await sleep(25);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return false;
}
