/** What the life of a demande does to the draft that it came from, inside its transaction. */
import { sql, type Tx } from '../kit/database.js';
import type { Collaborateur } from '../droits/acteur.js';

/** The draft became a demande: its number is all that is left, for the pages that still show it. */
export const closeBrouillon = (tx: Tx, { id }: Collaborateur, brouillon: string, numero: string): Promise<number> =>
  tx.run(sql`
    update brouillon set numero = ${numero}, choix = '{}', saisie = '{}', demande_id = null where collaborateur_id = ${id} and id = ${brouillon}`);
