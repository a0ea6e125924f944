/** Applies `migrations/*.sql` in the order of their names, each in one transaction, with knex's migrator. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import createKnex, { type Knex } from 'knex';
import type pg from 'pg';
import { inRoot } from './root.js';

/** Any number of our own: the advisory lock that makes a second process wait for the first. */
const LOCK = 20_261_121;

/**
 * Applies the migrations not yet applied and returns their file names; safe when several processes start at once, and
 * after one was killed in the middle.
 * @param connection URL or settings of the schema's owner
 * @throws an Error that names the file and line when a migration fails; that file then changed nothing
 */
export async function migrate(
  connection: string | pg.ClientConfig,
  log: (line: string) => void = () => undefined,
  folder = inRoot('migrations'),
): Promise<string[]> {
  const knex = createKnex({
    client: 'pg',
    connection: connection as Knex.StaticConnectionConfig | string,
    pool: { min: 0, max: 3 },
    log: { warn: log, error: log },
    migrations: { migrationSource: sqlFiles(folder, log) },
  });
  try {
    return await knex.transaction(async (turn) => {
      await turn.raw('select pg_advisory_xact_lock(?)', [LOCK]);
      // Whoever left knex's own lock behind was killed, since only the holder of ours may migrate.
      await knex.migrate.forceFreeMigrationsLock();
      const names: string[] = [];
      // One by one: `latest` would put them all in one transaction, where a later file cannot use an earlier one's enum value.
      for (;;) {
        const [, done] = (await knex.migrate.up()) as [number, string[]];
        if (done.length === 0) break;
        names.push(...done);
      }
      log(names.length === 0 ? 'Database up to date' : `Database migrated: ${names.length} file${names.length > 1 ? 's' : ''}`);
      return names;
    });
  } finally {
    await knex.destroy();
  }
}

function sqlFiles(folder: string, log: (line: string) => void): Knex.MigrationSource<string> {
  return {
    getMigrations: async () =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.sql'))
        .sort(),
    getMigrationName: (name) => name,
    getMigration: async (name) => ({
      up: async (transaction: Knex) => {
        log(`Migration ${name}`);
        await runFile(await rawConnection(transaction), name, readFileSync(path.join(folder, name), 'utf8'));
      },
      down: () => Promise.reject(new Error('Migrations only go forward: a correction is a new file.')),
    }),
  };
}

/** The transaction's own connection: knex would take each `?` of a file for a binding. */
const rawConnection = (transaction: Knex): Promise<pg.Client> =>
  (transaction.client as { acquireConnection(): Promise<pg.Client> }).acquireConnection();

async function runFile(connection: pg.Client, name: string, sql: string): Promise<void> {
  try {
    await connection.query(sql);
  } catch (error) {
    const { message, position } = error as pg.DatabaseError;
    const line = position ? `, line ${sql.slice(0, Number(position)).split('\n').length}` : '';
    throw new Error(`Migration ${name}${line}: ${message}`, { cause: error });
  }
}
