/** What a transaction must hold to see the rows of an account or of an insurer, for tests that speak to Postgres themselves. */
import type pg from 'pg';
import { createSealer, type Scope, type ScopeKey } from '../../src/kit/scope.js';

/** Takes a role and a scope in the present transaction of the owner; without a scope, whatever it had is gone. */
export async function prendre(owner: pg.Client, role: string, ...portees: readonly Scope[]): Promise<void> {
  const { rows } = await owner.query<ScopeKey>('select interne, externe from connexion');
  if (!rows[0]) throw new Error('no key');
  const mot = createSealer(rows[0]);
  for (const nature of ['compte', 'garant']) await owner.query('select set_config($1, $2, true)', [`app.${nature}`, '']);
  for (const portee of portees) await owner.query('select set_config($1, $2, true)', [...mot(portee)]);
  await owner.query('select set_config($1, $2, true)', ['role', role]);
}
