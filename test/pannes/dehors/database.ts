/** The database taken from a product at work: ended connections, a restart, a death, an absence. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ended } from '../../setup/process.js';
import type { Constat } from './constat.js';
import type { Ground } from './ground.js';
import { startTraffic, summary } from './traffic.js';

const PATIENCE_MS = 30_000;
/** A page, a form done, a page that says to come back: nothing else is an answer. */
const HONEST = new Set([200, 303, 503]);
const BY_US = `
  select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`;

/** How long until it is ready again and pages are answered (ms); undefined when it is not within half a minute. */
async function recovery(url: string): Promise<number | undefined> {
  const began = performance.now();
  while (performance.now() - began < PATIENCE_MS) {
    const answers = await Promise.all([`${url}/pret`, `${url}/verifier/AAAA-BBBB-CCCC`].map((one) => fetch(one).catch(() => undefined)));
    if (answers.every((answer) => answer && answer.status < 500)) return performance.now() - began;
    await sleep(50);
  }
  return undefined;
}

/** The product at work through an accident: alive, honest, and well again by itself; nothing that it said was done is lost. */
async function through(ground: Ground, what: string, accident: (url: string) => Promise<unknown>): Promise<Constat> {
  const { child, url, output } = await ground.start();
  const traffic = await startTraffic(ground, url);
  await sleep(2_000);
  await accident(url);
  const again = await recovery(url);
  await sleep(1_000);
  await traffic.stop();
  const alive = child.exitCode === null && child.signalCode === null;
  const lost = alive ? await traffic.lost() : NaN;
  const dishonest = [...traffic.answers.keys()].filter((status) => !HONEST.has(status));
  child.kill('SIGTERM');
  const code = await ended(child);
  return {
    what,
    expected: 'it lives, answers 200, 303 or 503, is well again within seconds; no acknowledged act lost; stops cleanly',
    seen: `${alive ? 'lived' : `ended with ${child.exitCode}: ${output().trim().slice(-1500)}`}; ${summary(traffic.answers)}; well again after ${again === undefined ? 'more than 30 s' : `${(again / 1_000).toFixed(1)} s`}; ${lost} of ${traffic.acknowledged()} acknowledged lost; stopped with ${code}`,
    held: alive && dishonest.length === 0 && again !== undefined && lost === 0 && code === 0,
  };
}

/** Its connections ended each second. */
export const connectionsEnded = (ground: Ground, seconds: number): Promise<Constat> =>
  through(ground, `connections ended each second for ${seconds} s, under load`, async () => {
    for (let second = 0; second < seconds; second += 1) {
      await ground.owner.query(BY_US);
      await sleep(1_000);
    }
  });

/** The database away, its address with it; `/sante` lives meanwhile, `/pret` says what is missing. */
export async function databaseAway(ground: Ground, seconds: number): Promise<Constat> {
  let told = '';
  const constat = await through(ground, `database away for ${seconds} s, under load`, async (url) => {
    await ground.proxy.down();
    await sleep(seconds * 1_000);
    const [alive, ready] = [await fetch(`${url}/sante`), await fetch(`${url}/pret`)];
    told = `/sante ${alive.status}, /pret ${ready.status} « ${((await ready.json()) as { etat: string }).etat} »`;
    await ground.proxy.up();
  });
  return {
    ...constat,
    seen: `${told}; ${constat.seen}`,
    held: constat.held && told.startsWith('/sante 200, /pret 503 « base injoignable'),
  };
}

const postmaster = (dataFolder: string): number => Number(readFileSync(path.join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0]);

/** The process of the embedded Postgres told to end: by -9, or at once and cleanly; it is started again by its keeper. */
export const postgresEnded = (ground: Ground, dataFolder: string, signal: 'SIGKILL' | 'SIGINT', times: number): Promise<Constat> =>
  through(ground, `Postgres ${signal === 'SIGKILL' ? 'killed with -9' : 'restarted'} ${times} times, under load`, async (url) => {
    for (let i = 0; i < times; i += 1) {
      const before = postmaster(dataFolder);
      process.kill(before, signal);
      const until = Date.now() + PATIENCE_MS;
      while (running(dataFolder) === before && Date.now() < until) await sleep(20);
      await recovery(url);
      await sleep(1_000);
    }
  });

/** Undefined while it is between two lives. */
function running(dataFolder: string): number | undefined {
  try {
    return postmaster(dataFolder);
  } catch {
    return undefined;
  }
}
