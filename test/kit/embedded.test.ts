/** The embedded Postgres as a person meets it: separate processes, started, stopped and killed. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import pg from 'pg';
import { can } from '../../src/kit/embedded/account.js';
import { startEmbedded } from '../../src/kit/embedded-postgres.js';
import { inRoot } from '../../src/kit/root.js';
import { launchApplication, postgresOf, type Application } from './embedded-application.js';

const root = process.getuid?.() === 0;
/** An account that every Unix knows and that is neither root nor nobody. */
const DAEMON = { uid: 1, gid: 1 };
/** Not below a closed home, where another account can run neither Node nor the application. */
const shared = root && can(DAEMON, 'test -x "$1" && test -r "$2"', process.execPath, inRoot('test/kit/embedded-child.ts'));
let folder: string;
const children: Application[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'été à Orléans-'));
  chmodSync(folder, 0o777);
});
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.end('SIGKILL')));
  await vi.waitFor(() => expect(postgresOf(folder)).toEqual([]), { timeout: 10_000 });
  rmSync(folder, { recursive: true, force: true });
});

function application(dataDir: string, account: { uid?: number; gid?: number } = {}): Application {
  const started = launchApplication(dataDir, folder, account);
  children.push(started);
  return started;
}

describe('in this process', () => {
  it('starts, keeps its data over a stop, sorts as French does, and leaves nothing behind', async () => {
    const dataDir = path.join(folder, 'données');
    const first = await startEmbedded({ dataDir });
    await run(first.url, `create table mots as select unnest(array['zèbre', 'été', 'Etat', 'eau']) as mot`);
    await first.stop();
    await first.stop();
    expect(existsSync(first.connection.host)).toBe(false);
    expect(postgresOf(folder)).toEqual([]);

    const second = await startEmbedded({ dataDir });
    expect(await run(second.connection, 'select mot from mots order by mot')).toEqual([
      { mot: 'eau' },
      { mot: 'Etat' },
      { mot: 'été' },
      { mot: 'zèbre' },
    ]);
    expect(
      await run(
        second.url,
        `select current_setting('listen_addresses') as ecoute, current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`,
      ),
    ).toEqual([{ ecoute: '', fsync: 'on', commit: 'on' }]);
    await second.stop();
  });

  it('runs two at once, each with its data', async () => {
    const both = await Promise.all(['un', 'deux'].map((name) => startEmbedded({ dataDir: path.join(folder, name), fsync: false })));
    await Promise.all(both.map(({ url }, index) => run(url, `create table t as select ${index} as x`)));
    expect(await Promise.all(both.map(({ url }) => run(url, 'select x from t')))).toEqual([[{ x: 0 }], [{ x: 1 }]]);
    await Promise.all(both.map(({ stop }) => stop()));
  });

  it('refuses a second start on the same data in one sentence, and the first goes on', async () => {
    const dataDir = path.join(folder, 'un');
    const first = await startEmbedded({ dataDir, fsync: false });
    await expect(startEmbedded({ dataDir, fsync: false })).rejects.toThrow(`The data in ${dataDir} is in use by another running instance`);
    expect(await run(first.url, 'select 1 as x')).toEqual([{ x: 1 }]);
    await first.stop();
  });

  it('does not believe a lock whose number has gone to a stranger', async () => {
    const dataDir = path.join(folder, 'un');
    const first = await startEmbedded({ dataDir, fsync: false });
    const lock = readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8');
    await first.stop();
    const account = root ? { uid: 65534, gid: 65534 } : {};
    const stranger = spawn('sleep', ['60'], account);
    try {
      writeFileSync(path.join(dataDir, 'postmaster.pid'), lock.replace(/^\d+/, String(stranger.pid)), { mode: 0o644 });
      const second = await startEmbedded({ dataDir, fsync: false });
      await second.stop();
    } finally {
      stranger.kill();
    }
  });

  it('clears what a start killed during the creation left', async () => {
    mkdirSync(path.join(folder, `un-init-${2 ** 22 + 1}`));
    const first = await startEmbedded({ dataDir: path.join(folder, 'un'), fsync: false });
    expect(readdirSync(folder)).toEqual(['un']);
    await first.stop();
  });
});

describe('as an application', () => {
  it('killed with -9, leaves no process and no socket, and starts again at once with nothing lost', async () => {
    const dataDir = path.join(folder, 'un');
    const first = application(dataDir);
    const { socketDir } = await first.ready();
    await first.end('SIGKILL');
    const second = await application(dataDir).ready();
    expect(second.passages).toBe(2);
    expect(existsSync(socketDir)).toBe(false);
    await children[1]?.end('SIGKILL');
    await vi.waitFor(() => expect(postgresOf(folder)).toEqual([]), { timeout: 10_000 });
    expect(existsSync(second.socketDir)).toBe(false);
  });

  it('stops cleanly on Ctrl-C', async () => {
    const child = application(path.join(folder, 'un'));
    const { socketDir } = await child.ready();
    await child.end('SIGINT');
    expect(child.said()).toMatch(/stopped\n$/);
    expect(child.said()).not.toContain('ended by itself');
    expect(postgresOf(folder)).toEqual([]);
    expect(existsSync(socketDir)).toBe(false);
  });

  it.runIf(shared)('runs as an ordinary user, and root can take over and give back its data', async () => {
    const dataDir = path.join(folder, 'un');
    const first = application(dataDir, DAEMON);
    expect(await first.ready()).toMatchObject({ uid: 1, passages: 1 });
    await first.end('SIGINT');
    const byRoot = application(dataDir);
    expect(await byRoot.ready()).toMatchObject({ uid: 0, passages: 2, dataFolder: dataDir });
    await byRoot.end('SIGINT');
    expect(await application(dataDir, DAEMON).ready()).toMatchObject({ uid: 1, passages: 3 });
  });

  it.runIf(shared)('tells an ordinary user that the data belongs to another account', async () => {
    const dataDir = path.join(folder, 'un');
    const first = await startEmbedded({ dataDir, fsync: false });
    await first.stop();
    await expect(application(dataDir, DAEMON).ready()).rejects.toThrow('belongs to account 65534');
  });
});

describe.runIf(root)('as root below a closed folder', () => {
  it('keeps the data in a folder of the system, says so, and finds it again', async () => {
    const closed = path.join(folder, 'home');
    mkdirSync(closed, { mode: 0o700 });
    const said: string[] = [];
    const options = {
      dataDir: path.join(closed, 'données'),
      systemFolder: path.join(folder, 'système'),
      fsync: false,
      log: (line: string) => said.push(line),
    };
    const first = await startEmbedded(options);
    await run(first.url, 'create table t as select 1 as x');
    await first.stop();
    expect(said.join()).toContain(`the data is kept in ${path.join(folder, 'système')}`);
    chmodSync(closed, 0o755);
    const second = await startEmbedded(options);
    expect(await run(second.url, 'select x from t')).toEqual([{ x: 1 }]);
    await second.stop();
  });

  it('never leaves existing data aside for an empty database', async () => {
    const open = path.join(folder, 'home');
    const options = { dataDir: path.join(open, 'données'), systemFolder: path.join(folder, 'système'), fsync: false };
    const first = await startEmbedded(options);
    await first.stop();
    chmodSync(open, 0o700);
    await expect(startEmbedded(options)).rejects.toThrow(`cannot enter ${open}`);
  });
});

async function run(connection: string | pg.ClientConfig, sql: string): Promise<unknown[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
