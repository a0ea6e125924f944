/** What is logged of an error that Postgres tells: its code and its place, not the row. */
import { Writable } from 'node:stream';
import pg from 'pg';
import { expect, it } from 'vitest';
import { createLogger } from '../../src/kit/logger.js';
import { useDatabase } from '../setup/database.js';

const database = useDatabase();

it('a row that a constraint refuses, or a key already taken, is not written out', async () => {
  let log = '';
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      log += chunk.toString();
      done();
    },
  });
  const logger = createLogger('info', sink);
  const client = new pg.Client(database.config);
  await client.connect();
  await client.query('create temp table personne (email text unique, age int check (age > 0))');
  const refuse = async (texte: string, ...valeurs: unknown[]) =>
    client.query(texte, valeurs).then(
      () => undefined,
      (err: unknown) => logger.error({ err }, 'refused'),
    );
  await refuse('insert into personne values ($1, $2)', 'canari@exemple.example', -1);
  await refuse('insert into personne values ($1, 1), ($1, 1)', 'canari@exemple.example');
  await client.end();
  expect(log.split('\n').filter(Boolean)).toHaveLength(2);
  expect(log).toMatch(/23514/);
  expect(log).toMatch(/23505.*personne_email_key/);
  expect(log).not.toContain('canari');
});
