/** SQL of the authorisations: what may still be asked, and where. */
import { empty, sql, type Sql, type Tx } from '../kit/database.js';
import type { Day } from '../kit/dates.js';
import type { AutorisationRow } from './autorisation.js';
import { colonnes, enVigueur, SOURCE } from './autorisations.sql.js';

/** The authorisation that serves an entity: its own, or the nearest up the tree; one of a contract in force first. */
export const findAutorisation = (
  tx: Tx,
  choix: { entiteId: number; produit: string; typeCredit: string },
  jour: Day,
): Promise<AutorisationRow | undefined> =>
  tx.row<AutorisationRow>(sql`
    select ${colonnes(jour)} from entite x join ${SOURCE} on true
    where x.id = ${choix.entiteId} and a.entite_id = any (x.chemin) and a.produit = ${choix.produit} and a.type_credit = ${choix.typeCredit}
    order by ${enVigueur(jour)} desc,
      array_position(x.chemin, a.entite_id) desc, a.autorise - a.utilise desc limit 1`);

/** Those that serve a perimeter: all of the account's when `entites` is undefined. */
const inPerimetre = (compteId: number, entites: readonly number[] | undefined): Sql => sql`a.compte_id = ${compteId}
  ${entites ? sql`and exists (select from entite x where x.id = any (${entites}) and a.entite_id = any (x.chemin))` : empty}`;

/** The same, read whole, largest first. */
export const listAutorisations = (
  tx: Tx,
  compteId: number,
  entites: readonly number[] | undefined,
  jour: Day,
): Promise<AutorisationRow[]> =>
  tx.rows<AutorisationRow>(sql`
    select ${colonnes(jour)} from ${SOURCE} where ${inPerimetre(compteId, entites)} order by a.autorise desc, a.id`);
