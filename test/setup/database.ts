/** A real database for a test file: a clone of the migrated one, made in some 30 ms. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, inject } from 'vitest';
import { clone, createEmpty, drop, inDatabase, toConfig } from './server.js';

export interface TestDatabase {
  /** Connection of the owner, as a URL. */
  readonly url: string;
  /** The same as settings for `pg` or `createDatabase({ connection })`. */
  readonly config: ReturnType<typeof toConfig>;
  drop(): Promise<void>;
}

/** A database of its own with all migrations applied and no rows but theirs. */
export async function freshDatabase(): Promise<TestDatabase> {
  const { url, template, failure } = inject('postgres');
  if (failure !== undefined) throw new Error(`No database: ${failure}`);
  return made((name) => clone(url, template, name));
}

/** A database with nothing in it, not even migrations. */
export const emptyDatabase = (): Promise<TestDatabase> => made((name) => createEmpty(inject('postgres').url, name));

async function made(create: (name: string) => Promise<void>): Promise<TestDatabase> {
  const server = inject('postgres').url;
  const name = `essai_${randomBytes(6).toString('hex')}`;
  await create(name);
  const url = inDatabase(server, name);
  return { url, config: toConfig(url), drop: () => drop(server, name) };
}

/** One database for the tests of a file (or of a `describe`): made before them, dropped after; to be read inside them. */
export function useDatabase(create: () => Promise<TestDatabase> = freshDatabase): Pick<TestDatabase, 'url' | 'config'> {
  let database: TestDatabase | undefined;
  const ready = (): TestDatabase => {
    if (!database) throw new Error('The database exists only inside the tests and hooks of the file.');
    return database;
  };
  beforeAll(async () => {
    database = await create();
  });
  afterAll(() => database?.drop());
  return {
    get url() {
      return ready().url;
    },
    get config() {
      return ready().config;
    },
  };
}
