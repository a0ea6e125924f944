import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import pg from 'pg';
import { migrate } from '../../src/kit/migrate.js';
import { emptyDatabase, type TestDatabase } from '../setup/database.js';

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await emptyDatabase();
  folder = mkdtempSync(path.join(os.tmpdir(), 'migrations-'));
});
afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

const write = (name: string, sql: string): void => writeFileSync(path.join(folder, name), sql);
const run = (log?: (line: string) => void): Promise<string[]> => migrate(database.url, log, folder);

async function query<Row>(sql: string): Promise<Row[]> {
  const client = new pg.Client(database.config);
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

describe('migrate', () => {
  it('applies the files in the order of their names, once, and says so', async () => {
    write('0002_b.sql', "insert into mots values ('b');");
    write('0001_a.sql', "create table mots (mot text); insert into mots values ('a');");
    write('notes.txt', 'not SQL');
    const said: string[] = [];
    expect(await run((line) => said.push(line))).toEqual(['0001_a.sql', '0002_b.sql']);
    expect(await run()).toEqual([]);
    write('0003_c.sql', "insert into mots values ('c');");
    expect(await migrate(database.config, undefined, folder)).toEqual(['0003_c.sql']);
    expect(await query('select mot from mots order by mot')).toEqual([{ mot: 'a' }, { mot: 'b' }, { mot: 'c' }]);
    expect(said).toEqual(['Migration 0001_a.sql', 'Migration 0002_b.sql', 'Database migrated: 2 files']);
  });

  it('sends the file as it is: question marks, several statements, functions', async () => {
    write(
      '0001_a.sql',
      `
      create table t (j jsonb);
      insert into t values ('{"a": "what?"}');
      create function f() returns boolean language sql as $$ select j ? 'a' and j ->> 'a' = 'what?' from t $$;`,
    );
    await run();
    expect(await query('select f()')).toEqual([{ f: true }]);
  });

  it('names the file and line that fail, and leaves the database as that file found it', async () => {
    write('0001_a.sql', 'create table bonne (x int);');
    write('0002_b.sql', 'create table perdue (x int);\ncreate table mauvaise (y type_inconnu);');
    await expect(run()).rejects.toThrow('Migration 0002_b.sql, line 2: type "type_inconnu" does not exist');
    expect(await query(`select to_regclass('bonne') is not null as bonne, to_regclass('perdue') is not null as perdue`)).toEqual([
      { bonne: true, perdue: false },
    ]);
    write('0002_b.sql', 'create table perdue (x int);');
    expect(await run()).toEqual(['0002_b.sql']);
  });

  it('is safe when several processes start at once', async () => {
    write('0001_a.sql', 'create table t (x int); select pg_sleep(0.2);');
    write('0002_b.sql', 'insert into t values (1);');
    const applied = await Promise.all([run(), run(), run()]);
    expect(applied.flat().sort()).toEqual(['0001_a.sql', '0002_b.sql']);
    expect(await query('select x from t')).toEqual([{ x: 1 }]);
  });

  it('goes on after a process that was killed while it migrated', async () => {
    write('0001_a.sql', 'create table t (x int);');
    await run();
    await query('update knex_migrations_lock set is_locked = 1');
    write('0002_b.sql', 'insert into t values (1);');
    expect(await run()).toEqual(['0002_b.sql']);
  });
});
