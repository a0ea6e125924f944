/** Before all tests: one Postgres for the run, and in it one database with every migration, which each test file clones. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../src/kit/embedded-postgres.js';
import { migrate } from '../../src/kit/migrate.js';
import { createEmpty, drop, execute, inDatabase } from './server.js';

/** What the workers need to know of the run's Postgres. */
export interface TestServer {
  /** URL of a database where a superuser may create others. */
  readonly url: string;
  /** Database that holds the migrations and no rows of a test. */
  readonly template: string;
  /** Why there is no template: tests without a database still run. */
  readonly failure?: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestServer;
  }
}

/** `TEST_DATABASE_URL`, when set, names a server to use instead of the embedded one. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const template = `modele_${process.pid}`;
  const { url, stop } = await startServer();
  let failure: string | undefined;
  try {
    await createEmpty(url, template);
    await migrate(inDatabase(url, template));
    // The product of a test is a demonstration, on a house built by hand.
    await execute(inDatabase(url, template), 'insert into installation (demonstration) values (true)');
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
    console.error(`The tests have no database: ${failure}`);
  }
  provide('postgres', { url, template, ...(failure === undefined ? {} : { failure }) });
  return async () => {
    await drop(url, template);
    await stop();
  };
}

async function startServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const existing = process.env['TEST_DATABASE_URL'];
  if (existing) return { url: existing, stop: () => Promise.resolve() };
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'cautionet-tests-'));
  const postgres = await startEmbedded({ dataDir, fsync: false });
  return {
    url: postgres.url,
    stop: async () => {
      await postgres.stop();
      rmSync(postgres.dataFolder, { recursive: true, force: true });
    },
  };
}
