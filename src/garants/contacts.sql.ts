/** Whom a client may call at his insurer, in SQL. */
import { sql, type Sql } from '../kit/database.js';

/** `Contact` rows of an account: its adviser first, then its underwriter. */
export const selectContacts = (compteId: number | Sql): Sql => sql`
  select a.role, a.prenom, a.nom, a.telephone, a.email from compte c join agent a on a.id in (c.conseiller_id, c.charge_id)
  where c.id = ${compteId} order by a.role desc`;
