/** Where a lot of work is looked for: not what is kept aside, which is tried again at its own time. */
import { sql, type Sql } from '../kit/database.js';

export const saufEnPeine = (nature: string, cle: Sql): Sql =>
  sql`not exists (select from travail_en_peine p where p.nature = ${nature} and p.cle = (${cle})::text)`;
