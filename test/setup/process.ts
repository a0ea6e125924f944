/** The product as a process of its own, started by its command: what it says, where it is, how it ends. */
import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { readConfig } from '../../src/config.js';
import { systemClock } from '../../src/kit/dates.js';
import { inRoot, ROOT } from '../../src/kit/root.js';
import { createHasher } from '../../src/preuves/hasher.js';
import { openSecrets } from '../../src/secrets.js';
import { CODE } from './application.js';

const PATIENCE_MS = 90_000;
/** What Node runs: the sources as they are, or what `npm start` runs once it is built. */
export type Command = readonly string[];
const SOURCES: Command = ['--import', 'tsx', inRoot('src', 'main.ts')];
export const BUILT: Command = ['--enable-source-maps', inRoot('dist', 'src', 'main.js')];

export interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  /** Everything it has said. */
  readonly output: () => string;
}

const running = new Set<ChildProcess>();

/** Answers once it is ready; throws with what it said when it ends before. Port 0 unless `env` tells another. */
export async function startProcess(env: Readonly<Record<string, string>>, command: Command = SOURCES): Promise<Started> {
  const child = spawn(process.execPath, [...command], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(20)) {
    const url = /is ready after .*: (http\S+)/.exec(said)?.[1];
    if (url) return { child, url, output: () => said };
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`ended with ${child.exitCode ?? child.signalCode}: ${said}`);
  }
  throw new Error(`not ready: ${said}`);
}

/** The code it ended with; null when a signal ended it. */
export const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) =>
    child.exitCode !== null || child.signalCode !== null ? resolve(child.exitCode) : child.once('exit', (code) => resolve(code)),
  );

/** Ends whatever a test left running. */
export async function killAll(): Promise<void> {
  for (const child of running) {
    child.kill('SIGCONT');
    child.kill('SIGKILL');
  }
  await Promise.all([...running].map(ended));
}

/** Gives everybody the code of the tests, hashed as the product of this folder does. */
export async function giveCode(owner: Pick<pg.Pool, 'query'>, dataDir: string): Promise<void> {
  const { pepper } = await openSecrets(readConfig({ DATA_DIR: dataDir }), systemClock);
  await owner.query('update identifiant set secret = $1', [await (await createHasher(pepper)).hash(CODE)]);
}
