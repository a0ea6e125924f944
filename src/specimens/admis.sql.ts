/** Which versions of a text may be used: the one answer, in SQL. */
import { sql, type Sql } from '../kit/database.js';

/** `t`, a row of `texte_version`: a jurist of the insurer answers for it, or nothing here is real. */
export const admis = (t: Sql): Sql => sql`(exists (select from approbation p where p.texte_version_id = ${t}.id and p.etat = 'approuve')
  or not exists (select from installation i where not i.demonstration))`;
