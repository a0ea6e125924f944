/** SQL that reads the journal for a timeline, latest first. */
import { sql, type Tx } from '../kit/database.js';
import type { Evenement } from './journal.js';

const COLONNES = sql`j.id, j.le, j.acte, j.qui, j.commentaire, j.details`;

export const evenementsDeDemande = (tx: Tx, compteId: number, numero: string): Promise<Evenement[]> =>
  tx.rows<Evenement>(sql`
    select ${COLONNES} from journal j
    where j.demande_id = (select id from demande where compte_id = ${compteId} and numero = ${numero}) order by j.id desc`);

/** The caution's own entries and those of the demande it came from. */
export const evenementsDeCaution = (tx: Tx, compteId: number, numero: string): Promise<Evenement[]> =>
  tx.rows<Evenement>(sql`
    with c as (select id, demande_id from caution where compte_id = ${compteId} and numero = ${numero})
    select ${COLONNES} from journal j where j.demande_id = (select demande_id from c)
    union
    select ${COLONNES} from journal j where j.caution_id = (select id from c)
    order by id desc`);

/** What happened to an entity of the organisation: told apart by its id in the details. */
export const evenementsDEntite = (tx: Tx, compteId: number, entiteId: number): Promise<Evenement[]> =>
  tx.rows<Evenement>(sql`
    select ${COLONNES} from journal j
    where j.compte_id = ${compteId} and j.details ? 'entiteId' and (j.details ->> 'entiteId')::int = ${entiteId}
    order by j.id desc limit 100`);
