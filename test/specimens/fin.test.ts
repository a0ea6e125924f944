/** Is an act over on a day? The one rule, and its twin in SQL. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, sql, type Database } from '../../src/kit/database.js';
import * as enSql from '../../src/specimens/fin.sql.js';
import { dernierJour, echeance, finie, type Fin } from '../../src/specimens/fin.js';
import { useDatabase } from '../setup/database.js';

interface Cas {
  readonly quoi: string;
  readonly fin: Fin;
  readonly date_fin: string | null;
  readonly jour: string;
  readonly finie: boolean;
  readonly dernier: string | null;
  readonly echeance: string | null;
}

const cas = (
  quoi: string,
  fin: Fin,
  dates: readonly (string | null)[],
  over: boolean,
  dernier: string | null,
  veille: string | null,
): Cas => ({
  quoi,
  fin,
  date_fin: dates[0] ?? null,
  jour: dates[1] ?? '',
  finie: over,
  dernier,
  echeance: veille,
});

const CAS: readonly Cas[] = [
  cas('a printed end, the day before', 'date', ['2026-08-25', '2026-08-24'], false, '2026-08-25', '2026-08-25'),
  cas('in force until midnight of its last day', 'date', ['2026-08-25', '2026-08-25'], false, '2026-08-25', '2026-08-25'),
  cas('over the day after', 'date', ['2026-08-25', '2026-08-26'], true, '2026-08-25', '2026-08-25'),
  cas('a text that may print an end and did not', 'date', [null, '2030-01-01'], false, null, null),
  cas('case 39: a subcontract bond whose foreseen end is past', 'evenement', ['2026-12-31', '2027-02-15'], false, null, '2026-12-31'),
  cas('an event without any date', 'evenement', [null, '2027-02-15'], false, null, null),
  cas('a yearly guarantee in its first year', 'annee', ['2026-12-31', '2026-12-31'], false, null, '2026-12-31'),
  cas('a yearly guarantee the day its second year begins', 'annee', ['2026-12-31', '2027-01-01'], false, null, '2027-12-31'),
  cas('a yearly guarantee, years later, before its day', 'annee', ['2024-06-30', '2027-03-01'], false, null, '2027-06-30'),
  cas('a yearly guarantee, years later, after its day', 'annee', ['2024-06-30', '2027-07-01'], false, null, '2028-06-30'),
  cas('a year that ends on 29 February ends on the 28th in the others', 'annee', ['2024-02-29', '2025-02-28'], false, null, '2025-02-28'),
  cas('and on the 29th again four years later', 'annee', ['2024-02-29', '2027-03-01'], false, null, '2028-02-29'),
];

describe('the rule', () => {
  it.each(CAS)('$quoi', ({ jour, ...c }) => {
    expect(finie(c, jour)).toBe(c.finie);
    expect(dernierJour(c)).toBe(c.dernier);
    expect(echeance(c, jour)).toBe(c.echeance);
  });
});

describe('its twin in SQL', () => {
  const database = useDatabase();
  let db: Database;
  beforeAll(async () => void (db = await createDatabase({ connection: database.config })));
  afterAll(() => db.close());

  it.each(CAS)('$quoi', async ({ jour, fin, date_fin, ...attendu }) => {
    const [lu] = await db.systeme.rows(sql`
      select coalesce(${enSql.finie(jour)}, false) as finie, ${enSql.DERNIER_JOUR} as dernier, ${enSql.echeance(jour)} as echeance
      from (select ${fin}::text as fin) t, (select ${date_fin}::date as date_fin) c`);
    expect(lu).toEqual({ finie: attendu.finie, dernier: attendu.dernier, echeance: attendu.echeance });
  });
});
