/** Authorisations in SQL, for a page that shows one in its own statement. */
import { sql, type Sql } from '../kit/database.js';
import type { Day } from '../kit/dates.js';
import { tarifsDe } from './tarif.sql.js';

export const enVigueur = (jour: Day) => sql`(k.date_debut <= ${jour} and (k.date_fin is null or k.date_fin >= ${jour}))`;
/** Columns of `AutorisationRow`; amounts and rates are text, so that they may stand in JSON. */
export const colonnes = (jour: Day): Sql => sql`
  a.id, a.entite_id, e.nom as entite, a.contrat_id, k.numero as contrat, l.numero || ' ' || l.libelle as ligne, a.produit, a.type_credit, a.devise,
  a.autorise::text, a.utilise::text, (l.plafond - l.utilise)::text as disponible_ligne, (k.plafond - k.utilise)::text as disponible_contrat,
  k.plafond::text as plafond_contrat, a.plafond_unitaire::text, a.duree_max_mois, ${tarifsDe(sql`a.id`)} as tarifs, k.base_jours, k.periode, k.edition_deportee, k.acces,
  ${enVigueur(jour)} as en_vigueur, k.date_debut as contrat_du, k.date_fin as contrat_au,
  coalesce(a.seuil_orange, c.seuil_orange)::text as seuil_orange, coalesce(a.seuil_rouge, c.seuil_rouge)::text as seuil_rouge`;
export const SOURCE = sql`autorisation a join entite e on e.id = a.entite_id join contrat k on k.id = a.contrat_id
  join ligne l on l.id = a.ligne_id join compte c on c.id = a.compte_id`;
