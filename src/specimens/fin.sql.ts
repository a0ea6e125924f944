/** The rule of fin.ts in SQL, for a caution `c` and the version of its text `t`. */
import { sql, type Sql } from '../kit/database.js';
import type { Day } from '../kit/dates.js';

/** Last day of the act, null of one that does not end by itself. */
export const DERNIER_JOUR: Sql = sql`case when t.fin = 'date' then c.date_fin end`;

/** Over by itself on a day; said so that the index of end dates serves. */
export const finie = (jour: Day): Sql => sql`(t.fin = 'date' and c.date_fin < ${jour}::date)`;

/** The date to watch from a day on. */
export const echeance = (jour: Day): Sql => sql`case when t.fin = 'annee' and c.date_fin < ${jour}::date
  then (c.date_fin + make_interval(years => extract(year from ${jour}::date)::int - extract(year from c.date_fin)::int
    + case when (c.date_fin + make_interval(years => extract(year from ${jour}::date)::int - extract(year from c.date_fin)::int))::date < ${jour}::date
      then 1 else 0 end))::date
  else c.date_fin end`;

/** The end that the act of `x` prints: nothing where it is only foreseen. */
export const FIN_ECRITE: Sql = sql`case when x.texte_version_id = any (array(select id from texte_version where fin <> 'evenement')) then x.date_fin end`;
