/**
 * Who may validate a demande, in SQL: one home for the page's guard, the list "à valider par vous", the mails and the bulk.
 * Fragments speak of `d` (demande), `e` (its entite) and of a collaborateur given by the caller.
 */
import { sql, type Sql } from '../kit/database.js';

/** The collaborateur's perimeter holds the entity. */
export const dansSonPerimetre = (collaborateur: Sql): Sql => sql`exists (
  select from perimetre p where p.collaborateur_id = ${collaborateur}
    and (p.entite_id = e.id or (p.avec_descendants and p.entite_id = any (e.chemin))))`;

/** One of the collaborateur's delegations covers the entity, the credit type and the amount in its currency. */
export const delegue = (collaborateur: Sql): Sql => sql`exists (
  select from delegation g where g.collaborateur_id = ${collaborateur}
    and (g.types_credit is null or d.type_credit = any (g.types_credit))
    and (g.entite_id is null or g.entite_id = any (e.chemin))
    and (g.montant_max is null or (g.devise = d.devise and d.montant <= g.montant_max)))`;

/** The collaborateur validated the demande in this round. */
export const dejaValidee = (collaborateur: Sql): Sql => sql`exists (
  select from validation v where v.demande_id = d.id and v.tour = d.tour and v.collaborateur_id = ${collaborateur})`;

/** Somebody else alone may transmit, and the next validation would. */
export const reserveeAuTransmetteur = (collaborateur: Sql): Sql => sql`(
  d.validations_faites + 1 >= d.validations_requises
  and coalesce((select k.transmetteur_id <> ${collaborateur} from compte k where k.id = d.compte_id), false))`;

/** Everything at once, for a valideur whose perimeter is known to hold the entity. */
export const peutValider = (collaborateur: Sql): Sql => sql`(
  d.etat in ('a_valider', 'en_cours')
  and (d.propre_validation or d.saisi_par <> ${collaborateur})
  and not ${dejaValidee(collaborateur)} and ${delegue(collaborateur)} and not ${reserveeAuTransmetteur(collaborateur)})`;
