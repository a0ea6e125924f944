/** SQL of what surrounds a demande: the facts of its control, and what already asks for the same act. */
import { selectFaits, selectJumelles } from '../cautions/faits.sql.js';
import type { Collaborateur } from '../droits/acteur.js';
import { sql, type Sql } from '../kit/database.js';
import type { Day } from '../kit/dates.js';
import { jsonRow, jsonRows } from '../kit/json-rows.js';
import { colonnesDe, type Contenu } from './contenu.js';

/** `Alentours` of rows named `v`, as columns of a statement. */
export const alentours = (demandes: Sql, jour: Day): { readonly faits: Sql; readonly jumelles: Sql } => ({
  faits: jsonRow(selectFaits(demandes, jour)),
  jumelles: jsonRows(selectJumelles(demandes)),
});

/** The same of one that is being written; `id`: of the one that it changes, 0 when it is new. */
export function selectAlentours(acteur: Collaborateur, contenu: Omit<Contenu, 'devise'>, id: number, jour: Day): Sql {
  const { beneficiaire = '', marche, objet } = colonnesDe(contenu);
  const { faits, jumelles } = alentours(
    sql`(select ${id}::bigint as id, ${acteur.compteId}::int as compte_id, ${contenu.entiteId}::int as entite_id,
      ${contenu.autorisationId}::int as autorisation_id, ${contenu.texteId}::int as texte_version_id, ${contenu.typeCredit}::text as type_credit,
      ${marche}::text as marche, ${objet}::text as objet, ${beneficiaire}::text as beneficiaire) v`,
    jour,
  );
  return sql`select ${faits} as faits, ${jumelles} as jumelles`;
}
