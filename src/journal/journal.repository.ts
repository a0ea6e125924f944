/** SQL that reads the journal of what has no page of its own statement, latest first. */
import { sql, type Tx } from '../kit/database.js';
import type { Evenement } from './journal.js';

const COLONNES = sql`j.id, j.le, j.acte, j.qui, j.commentaire, j.details`;

/** What happened to an entity of the organisation: told apart by its id in the details. */
export const evenementsDEntite = (tx: Tx, compteId: number, entiteId: number): Promise<Evenement[]> =>
  tx.rows<Evenement>(sql`
    select ${COLONNES} from journal j
    where j.compte_id = ${compteId} and j.details ? 'entiteId' and (j.details ->> 'entiteId')::int = ${entiteId}
    order by j.id desc limit 100`);
