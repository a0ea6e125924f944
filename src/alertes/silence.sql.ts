/** Who chose not to be written to, for whoever writes in a transaction. */
import { sql, type Tx } from '../kit/database.js';

/** Of these people, those who do not want a mail for each demande to validate. */
export const listSilencieux = async (tx: Tx, collaborateurs: readonly number[]): Promise<ReadonlySet<number>> => {
  const rows = await tx.rows<{ id: number }>(sql`
    select collaborateur_id as id from abonnement
    where collaborateur_id = any (${collaborateurs}) and alerte = 'aValider' and frequence <> 'aussitot'`);
  return new Set(rows.map(({ id }) => id));
};
