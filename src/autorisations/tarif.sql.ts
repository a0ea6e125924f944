/** SQL of the tariffs: all those of an authorisation, as `readTarifs` reads them, and the days on which each is true. */
import { sql, type Sql } from '../kit/database.js';
import { jsonRows } from '../kit/json-rows.js';

export const tarifsDe = (autorisationId: Sql): Sql =>
  jsonRows(sql`select du, taux::text, minimum::text, frais::text from tarif where autorisation_id = ${autorisationId} order by du, id`);

/** A query of the tariffs of some authorisations, each from a day (`du`) to the one before another (`au`): the rule of `tarifDu`. */
export const tarifsParJour = (autorisationIds: Sql): Sql => sql`
  select autorisation_id, case when row_number() over w = 1 then '-infinity' else du end as du, lead(du, 1, 'infinity') over w as au,
    taux, minimum, frais
  from (select distinct on (autorisation_id, du) * from tarif where autorisation_id in (${autorisationIds}) order by autorisation_id, du, id desc) t
  window w as (partition by autorisation_id order by du)`;
