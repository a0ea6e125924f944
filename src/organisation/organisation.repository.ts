/** SQL of the organisation, as far as searching and asking need it. */
import { empty, sql, type Tx } from '../kit/database.js';
import type { EntiteResume } from './organisation.js';

const MERE = sql`exists (select from entite f where f.compte_id = e.compte_id and f.parent_id = e.id) as mere`;

/** Entities of a perimeter (all when `entites` is undefined), each after its parent; at most `limite`. */
export const list = (tx: Tx, compteId: number, entites: readonly number[] | undefined, limite = 10_000): Promise<EntiteResume[]> =>
  tx.rows<EntiteResume>(sql`
    select e.id, e.nom, cardinality(e.chemin) - 1 as niveau, ${MERE}, e.etat, e.siren from entite e
    where e.compte_id = ${compteId} ${entites ? sql`and e.id = any (${entites})` : empty}
    order by e.chemin limit ${limite}`);

/** These entities, by name. */
export const listById = (tx: Tx, compteId: number, ids: readonly number[]): Promise<EntiteResume[]> =>
  tx.rows<EntiteResume>(
    sql`select e.id, e.nom, 0 as niveau, ${MERE}, e.etat, e.siren from entite e where e.compte_id = ${compteId} and e.id = any (${ids}) order by e.nom`,
  );
