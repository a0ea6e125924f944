/** The timeline of a page as an expression of its one statement, latest first. */
import { sql, type Sql } from '../kit/database.js';
import { jsonRows } from '../kit/json-rows.js';
import type { Evenement } from './journal.js';

/** An entry as it comes out of JSON: its instant is text. */
export type EvenementLu = Omit<Evenement, 'le'> & { readonly le: string };

export const evenementLu = ({ le, ...reste }: EvenementLu): Evenement => ({ ...reste, le: new Date(le) });

const COLONNES = sql`j.id, j.le, j.acte, j.qui, j.commentaire, j.details`;

/** What happened to a demande, given by its id. */
export const evenementsDeDemande = (demandeId: Sql): Sql =>
  jsonRows(sql`select ${COLONNES} from journal j where j.demande_id = ${demandeId} order by j.id desc`);

/** A caution's own entries and those of the demande it came from. */
export const evenementsDeCaution = (cautionId: Sql, demandeId: Sql): Sql =>
  jsonRows(sql`
    select ${COLONNES} from journal j where j.demande_id = ${demandeId}
    union all
    select ${COLONNES} from journal j where j.caution_id = ${cautionId} and j.demande_id is distinct from ${demandeId}
    order by id desc`);
