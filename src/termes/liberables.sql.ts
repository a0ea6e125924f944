/** Cautions that the law has freed by a day and whose release nobody asked for: one home for the list and for the home page. */
import { sql, type Sql } from '../kit/database.js';
import type { Day } from '../kit/dates.js';

/** Rows `r` of réceptions with their caution `c`, of an account. */
export const liberables = (compteId: number, jour: Day): Sql => sql`
  reception r join caution c on c.id = r.caution_id
  where r.compte_id = ${compteId} and c.etat = 'effective' and r.libre <= ${jour}
    and not exists (select from mainlevee m where m.caution_id = c.id and m.etat in ('transmise', 'document_demande'))`;
