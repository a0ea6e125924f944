/** SQL of the entities one chooses among, for whoever asks inside a transaction. */
import { holds } from '../kit/search.js';
import { empty, sql, type Tx } from '../kit/database.js';
import type { EntiteChoix } from './organisation.js';

const ENTITES = sql`select e.id, e.nom, m.nom as parent from entite e left join entite m on m.id = e.parent_id`;

/** Which of these entities are the account's. */
export const listEntitesById = (tx: Tx, compteId: number, ids: readonly number[]): Promise<EntiteChoix[]> =>
  tx.rows<EntiteChoix>(sql`${ENTITES} where e.compte_id = ${compteId} and e.id = any (${ids}) order by e.chemin`);
/** Entities whose name holds a fragment, from the top of the tree down. */
export const listEntitesByName = (tx: Tx, compteId: number, nom: string, limite: number): Promise<EntiteChoix[]> =>
  tx.rows<EntiteChoix>(sql`${ENTITES}
    where e.compte_id = ${compteId} ${nom ? sql`and ${holds(sql`e.recherche`, nom)}` : empty}
    order by cardinality(e.chemin), e.nom, e.id limit ${limite}`);
