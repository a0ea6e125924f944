/** SQL of the organisation, as far as searching and asking need it. */
import { empty, sql, type Tx } from '../kit/database.js';

export interface EntiteResume {
  readonly id: number;
  readonly nom: string;
  readonly niveau: number;
  readonly etat: string;
}

/** Entities of a perimeter (all when `entites` is undefined), in the order of the tree. */
export const entitesDe = (tx: Tx, compteId: number, entites: readonly number[] | undefined): Promise<EntiteResume[]> =>
  tx.rows<EntiteResume>(sql`
    select e.id, e.nom, cardinality(e.chemin) - 1 as niveau, e.etat from entite e
    where e.compte_id = ${compteId} ${entites ? sql`and e.id = any (${entites})` : empty}
    order by (select array_agg(a.nom order by array_position(e.chemin, a.id)) from entite a where a.id = any (e.chemin))`);
