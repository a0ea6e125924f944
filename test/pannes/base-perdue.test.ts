/** The database taken away from a running product: it goes on when it comes back, says so meanwhile, ends when it never does. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { startJobs, type Jobs } from '../../src/kit/jobs.js';
import { useDatabase } from '../setup/database.js';
import { construire } from '../setup/maison.js';
import { killAll, startProcess, type Started } from '../setup/process.js';

const database = useDatabase();
const folders: string[] = [];
afterAll(async () => {
  await killAll();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The product as a process, on the database of the test. */
function start(): Promise<Started> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'cautionet-base-'));
  folders.push(dataDir);
  return startProcess({ DATA_DIR: dataDir, DATABASE_URL: database.url });
}

async function asOwner<T>(work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client(database.config);
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}
const cut = (owner: pg.Client) =>
  owner.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()');

it('its connections ended each second: the process lives, its jobs work, and it is ready again', { timeout: 120_000 }, async () => {
  const { db } = await construire(database.config);
  await db.close();
  const { child, url, output } = await start();
  await asOwner(async (owner) => {
    for (let second = 0; second < 12; second += 1) {
      await cut(owner);
      await Promise.all(Array.from({ length: 20 }, () => fetch(`${url}/connexion`).catch(() => undefined)));
      await sleep(700);
    }
    expect(child.exitCode, output()).toBeNull();
    await vi.waitFor(async () => expect((await fetch(`${url}/pret`)).status).toBe(200), { timeout: 30_000, interval: 200 });
    await owner.query(`insert into session (sid, sess, expire) values ('vieille', '{}', '2026-01-01')`);
    await owner.query(`select graphile_worker.add_job('nuit')`);
    await vi.waitFor(async () => expect((await owner.query(`select from session where sid = 'vieille'`)).rowCount).toBe(0), {
      timeout: 30_000,
      interval: 200,
    });
  });
  child.kill('SIGTERM');
  await vi.waitFor(() => expect(child.exitCode, output()).toBe(0), { timeout: 30_000 });
});

/** What the next start of the queue finds: tables of a version that it does not know. */
const takeAway = (owner: pg.Client, known: boolean) =>
  owner.query(`
    drop schema graphile_worker cascade;
    ${known ? '' : 'create schema graphile_worker; create table graphile_worker.migrations (id int primary key, ts timestamptz default now(), breaking boolean); insert into graphile_worker.migrations values (1000000, now(), true);'}`);

describe('a queue of jobs that stops by itself', () => {
  it('is started again', { timeout: 90_000 }, async () => {
    const done: unknown[] = [];
    const jobs: Jobs = await startJobs({
      connectionString: database.url,
      tasks: { saluer: (payload) => Promise.resolve(void done.push(payload)) },
      restarts: [100, 500, 1_000, 2_000, 5_000],
    });
    try {
      await asOwner((owner) => takeAway(owner, true));
      // The queue bears ten failures in a row.
      await vi.waitFor(() => expect(jobs.alive()).toBe(false), { timeout: 30_000, interval: 20 });
      await vi.waitFor(() => jobs.add('saluer', {}), { timeout: 60_000, interval: 500 });
      await vi.waitFor(() => expect(done).toHaveLength(1), { timeout: 15_000 });
      expect(jobs.alive()).toBe(true);
    } finally {
      await jobs.stop();
    }
  });

  it('is seen on /pret, then ends the process, so that it is started again', { timeout: 180_000 }, async () => {
    const { child, url, output } = await start();
    await asOwner((owner) => takeAway(owner, false));
    await vi.waitFor(
      async () => {
        const answer = await fetch(`${url}/pret`);
        expect([answer.status, await answer.json()]).toMatchObject([
          503,
          { etat: 'travaux arrêtés', parties: { base: 'ok', travaux: 'arret', disque: 'ok' } },
        ]);
      },
      { timeout: 60_000, interval: 200 },
    );
    expect((await fetch(`${url}/sante`)).status).toBe(200);
    await vi.waitFor(() => expect(child.exitCode, output()).toBe(1), { timeout: 90_000, interval: 200 });
    expect(output()).toContain('The jobs stopped and could not be started again.');
  });
});
