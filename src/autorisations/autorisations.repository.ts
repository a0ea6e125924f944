/** SQL of the authorisations: what may still be asked, and where. */
import { empty, sql, type Sql, type Tx } from '../kit/database.js';
import type { Day } from '../kit/dates.js';
import type { AutorisationRow } from './autorisation.js';

const enVigueur = (jour: Day) => sql`(k.date_debut <= ${jour} and (k.date_fin is null or k.date_fin >= ${jour}))`;
export const colonnes = (jour: Day) => sql`
  a.id, a.entite_id, e.nom as entite, a.contrat_id, k.numero as contrat, l.numero || ' ' || l.libelle as ligne, a.produit, a.type_credit, a.devise,
  a.autorise, a.utilise, l.plafond - l.utilise as disponible_ligne, k.plafond - k.utilise as disponible_contrat, k.plafond as plafond_contrat,
  a.plafond_unitaire, a.duree_max_mois, a.taux, a.minimum, k.frais_acte, k.base_jours, k.periode, k.edition_deportee, k.acces,
  ${enVigueur(jour)} as en_vigueur,
  coalesce(a.seuil_orange, c.seuil_orange) as seuil_orange, coalesce(a.seuil_rouge, c.seuil_rouge) as seuil_rouge`;
export const SOURCE = sql`autorisation a join entite e on e.id = a.entite_id join contrat k on k.id = a.contrat_id
  join ligne l on l.id = a.ligne_id join compte c on c.id = a.compte_id`;

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
export const inPerimetre = (compteId: number, entites: readonly number[] | undefined): Sql => sql`a.compte_id = ${compteId}
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
