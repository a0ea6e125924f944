import { afterEach, describe, expect, it, vi } from 'vitest';
import pg from 'pg';
import { startJobs, type Jobs, type JobsOptions } from '../../src/kit/jobs.js';
import { useDatabase } from '../setup/database.js';

const database = useDatabase();
const started: Jobs[] = [];
const start = async (options: Omit<JobsOptions, 'connectionString'>): Promise<Jobs> => {
  const jobs = await startJobs({ connectionString: database.url, ...options });
  started.push(jobs);
  return jobs;
};
afterEach(() => Promise.all(started.splice(0).map((jobs) => jobs.stop())));

async function query(sql: string): Promise<unknown[]> {
  const client = new pg.Client(database.config);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the jobs', () => {
  it('run what is asked, with its payload', async () => {
    const done: unknown[] = [];
    const jobs = await start({ tasks: { saluer: async (payload) => void done.push(payload) } });
    await jobs.add('saluer', { nom: 'Camille' });
    await vi.waitFor(() => expect(done).toEqual([{ nom: 'Camille' }]), { timeout: 5_000 });
  });

  it('replace a waiting job of the same key', async () => {
    const done: unknown[] = [];
    const jobs = await start({ tasks: { saluer: async (payload) => void done.push(payload) } });
    const runAt = new Date(Date.now() + 300);
    for (const n of [1, 2, 3]) await jobs.add('saluer', { n }, { jobKey: 'une-fois', runAt });
    await vi.waitFor(() => expect(done).toEqual([{ n: 3 }]), { timeout: 8_000 });
  });

  it('try again a task that failed, and tell it without its payload', async () => {
    const errors: string[] = [];
    let tries = 0;
    const jobs = await start({
      tasks: {
        essayer: async () => {
          tries += 1;
          if (tries === 1) throw new Error('pas cette fois');
        },
      },
      logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: (message) => errors.push(message) },
    });
    await jobs.add('essayer', { secret: 'jardin' });
    await vi.waitFor(() => expect(tries).toBe(2), { timeout: 15_000 });
    expect(errors.join()).toContain('pas cette fois');
    expect(errors.join()).not.toContain('jardin');
  });

  it('run each job on one machine only', async () => {
    const done: unknown[] = [];
    const tasks = { compter: async (payload: unknown) => void done.push((payload as { n: number }).n) };
    const [jobs] = await Promise.all([start({ tasks }), start({ tasks })]);
    await Promise.all(Array.from({ length: 20 }, (_, n) => jobs.add('compter', { n })));
    await vi.waitFor(() => expect(done).toHaveLength(20), { timeout: 8_000 });
    expect(new Set(done).size).toBe(20);
  });

  it('go on when Postgres drops their connections', async () => {
    const done: unknown[] = [];
    const jobs = await start({ tasks: { saluer: async () => void done.push(1) } });
    await query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()');
    await vi.waitFor(() => jobs.add('saluer'), { timeout: 5_000 });
    await vi.waitFor(() => expect(done).toEqual([1]), { timeout: 15_000 });
  });

  it('wait for the running task when they stop', async () => {
    let finished = false;
    let begun = false;
    const jobs = await start({
      tasks: {
        longue: async () => {
          begun = true;
          await new Promise((resolve) => setTimeout(resolve, 400));
          finished = true;
        },
      },
    });
    await jobs.add('longue');
    await vi.waitFor(() => expect(begun).toBe(true), { timeout: 5_000 });
    await jobs.stop();
    expect(finished).toBe(true);
  });

  it('know the hours of the crontab', async () => {
    await start({ tasks: { echeances: async () => undefined }, crontab: '15 1 * * * echeances ?jobKey=echeances' });
    expect(await query('select identifier from graphile_worker._private_known_crontabs')).toEqual([{ identifier: 'echeances' }]);
    await expect(start({ tasks: {}, crontab: 'pas une ligne' })).rejects.toThrow();
  });
});
