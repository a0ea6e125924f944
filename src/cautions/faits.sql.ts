/** The facts that the automatic control looks at, in SQL: one home for the validation, its forecast and a demande being written. */
import { tarifsDe } from '../autorisations/tarif.sql.js';
import { sql, type Sql } from '../kit/database.js';
import type { Day } from '../kit/dates.js';
import { jsonRows } from '../kit/json-rows.js';
import { admis } from '../specimens/admis.sql.js';

/**
 * `FaitsRow` of each demande of `demandes`, rows named `v` with the columns of a demande: those of the table, or those of one that
 * is being written, or a caution that waits. Amounts are text, so that it may stand in JSON; a condition may follow. `sauf`: which
 * cautions `c` may be its neighbours.
 */
export const selectFaits = (demandes: Sql, aujourdhui: Day, sauf = sql`true`): Sql => sql`
  select v.id as demande_id, k.id as contrat_id, a.ligne_id, a.id as autorisation_id, k.numero as contrat,
    k.date_debut as contrat_du, k.date_fin as contrat_au, k.acces as contrat_acces, e.etat = 'active' as entite_active,
    exists (select from contrat_entite ce where ce.contrat_id = k.id and ce.entite_id = e.id) as entite_rattachee,
    jsonb_build_object('nom', e.nom, 'forme', e.forme, 'siren', e.siren, 'siret', e.siret, 'immatriculation', e.immatriculation,
      'adresse', e.adresse, 'pays', e.pays) as donneur_ordre,
    t.en_vigueur_du as texte_du, t.en_vigueur_au as texte_au, t.garant_id = k.garant_id as garant_concorde, ${admis(sql`t`)} as texte_admis,
    k.edition_deportee and t.edition_deportee as edition_deportee, a.plafond_unitaire::text, a.duree_max_mois,
    coalesce((select max(${aujourdhui}::date - f.echeance) from facture f
      where f.compte_id = v.compte_id and f.contrat_id = k.id and f.soldee_le is null and f.nature = 'facture'), 0) as impaye_jours,
    k.tolerance_impaye_jours as impaye_tolerance,
    (select min(q.echeance) from demande_document q
      where q.compte_id = v.compte_id and q.entite_id = e.id and q.recu_le is null and q.echeance < ${aujourdhui}) as document_en_retard,
    k.pays_admis, k.opposition_exclue_mois,
    case when k.opposition_exclue_mois is not null then (select max(o.recue_le) from opposition o join caution c on c.id = o.caution_id
      where o.compte_id = v.compte_id and o.etat not in ('rejetee', 'sans_effet') and c.entite_id = e.id and c.contrat_id = k.id) end as derniere_opposition,
    ${jsonRows(sql`${voisine(sql`c`)} from caution c where ${memeAffaire(sql`c`)} and c.etat in ('en_attente', 'effective', 'en_opposition') and ${sauf}
      order by c.id limit ${VOISINES}`)} as voisines, affaire(v.marche, v.objet) as affaire, y.famille,
    t.fin, ${tarifsDe(sql`a.id`)} as tarifs, k.base_jours, k.periode
  from ${demandes} join entite e on e.id = v.entite_id join autorisation a on a.id = v.autorisation_id join contrat k on k.id = a.contrat_id
    join texte_version t on t.id = v.texte_version_id join type_credit y on y.code = v.type_credit`;

/** More of them than anybody compares. */
const VOISINES = 100;

/** A `Voisine`: a demande or a caution. */
const voisine = (autre: Sql): Sql => sql`
  select ${autre}.numero, ${autre}.etat, ${autre}.beneficiaire, coalesce(${autre}.valeurs ->> 'beneficiaire_siret', ${autre}.valeurs ->> 'soustraitant_siret') as siret,
    ${autre}.valeurs ->> 'marche_lot' as lot, ${autre}.montant::text as montant, ${autre}.devise`;

/** The same entity, family of types and contract as `v`, however its number is written. */
const memeAffaire = (autre: Sql): Sql => sql`
  ${autre}.entite_id = v.entite_id and affaire(${autre}.marche, ${autre}.objet) = affaire(v.marche, v.objet)
  and ${autre}.type_credit in (select o.code from type_credit o join type_credit m on m.famille = o.famille where m.code = v.type_credit)`;

/** What may already be asking for the same act as `v`, and is not a caution yet: `Voisine`, oldest first. A reader is told; nothing is refused. */
export const selectJumelles = (demandes: Sql): Sql => sql`
  ${voisine(sql`d`)} from ${demandes} join demande d on ${memeAffaire(sql`d`)} and d.id <> v.id
  where d.etat in ('creee', 'a_valider', 'en_cours') order by d.id limit ${VOISINES}`;
