/** What must never be found in the demonstration: each query answers the rows at fault. */
import { sql, type Sql } from '../../src/kit/database.js';
import type { Day } from '../../src/kit/dates.js';

export const FAUTES: Readonly<Record<string, (jour: Day, maintenant: Date) => Sql>> = {
  'autorisation whose use is not its ledger': () => sql`
    select a.id, a.utilise, sum(m.montant) from autorisation a left join mouvement m on m.autorisation_id = a.id group by a.id having a.utilise <> coalesce(sum(m.montant), 0)`,
  'ligne whose use is not its ledger': () => sql`
    select l.id from ligne l left join mouvement m on m.ligne_id = l.id group by l.id having l.utilise <> coalesce(sum(m.montant), 0)`,
  'contrat whose use is not its ledger': () => sql`
    select k.id from contrat k left join mouvement m on m.contrat_id = k.id group by k.id having k.utilise <> coalesce(sum(m.montant), 0)`,
  'use other than the cautions in force': () => sql`
    select a.id from autorisation a left join caution c on c.autorisation_id = a.id and c.etat in ('effective', 'en_opposition')
    group by a.id having a.utilise <> coalesce(sum(c.montant), 0)`,
  overdraw: () => sql`
    select 'autorisation', id from autorisation where utilise > autorise union all select 'ligne', id from ligne where utilise > plafond
    union all select 'contrat', id from contrat where utilise > plafond`,
  'balance out of step': () => sql`
    select 1 from (select etat, count(*) as n, sum(montant) as m from caution group by 1) c
      full join (select etat, sum(nombre) as n, sum(montant) as m from bilan where objet = 'caution' and entite_id = 0 group by 1 having sum(nombre) > 0) b using (etat)
    where c.n is distinct from b.n or c.m is distinct from b.m`,
  'gap in the numbers of demandes': () => sql`
    select d.garant_id, d.annee from demande d left join compteur k on k.garant_id = d.garant_id and k.nature = 'demande' and k.annee = d.annee
    group by d.garant_id, d.annee, k.dernier having min(rang) <> 1 or max(rang) <> count(*) or k.dernier is distinct from max(rang)`,
  'gap in the numbers of cautions': () => sql`
    select d.garant_id, d.annee from caution d left join compteur k on k.garant_id = d.garant_id and k.nature = 'caution' and k.annee = d.annee
    group by d.garant_id, d.annee, k.dernier having min(rang) <> 1 or max(rang) <> count(*) or k.dernier is distinct from max(rang)`,
  'gap in the numbers of invoices': () => sql`
    select f.garant_id, left(numero, 3) from facture f
      left join compteur k on k.garant_id = f.garant_id and k.nature = f.nature and k.annee % 100 = substr(f.numero, 2, 2)::int
    group by 1, 2, k.dernier having max(substr(numero, 5)::int) <> count(*) or k.dernier is distinct from count(*)`,
  'number that is not its rank': () => sql`
    select numero from demande where numero <> 'D' || right(annee::text, 2) || '-' || lpad(rang::text, 7, '0')
    union all select numero from caution where numero <> 'C' || right(annee::text, 2) || '-' || lpad(rang::text, 7, '0')`,
  'transmitted demande without all its validations or its one caution': () => sql`
    select d.numero from demande d where d.etat = 'transmise' and (
      d.validations_faites <> d.validations_requises or d.transmise_le is null
      or (select count(distinct v.collaborateur_id) from validation v where v.demande_id = d.id and v.tour = d.tour) <> d.validations_requises
      or (select count(*) from caution c where c.demande_id = d.id) <> 1)`,
  'caution of a demande that is not transmitted': () => sql`
    select c.numero from caution c join demande d on d.id = c.demande_id where d.etat <> 'transmise' or c.montant <> d.montant - coalesce((select sum(v.montant) from paiement v join appel p on p.id = v.appel_id where p.caution_id = c.id and c.etat <> 'appelee'), 0) or (c.acte_version = 1 and c.valeurs - 'date_effet' <> d.valeurs - 'date_effet')`,
  'amendment without its act, of a caution that is over, or beside another': () => sql`
    select v.id from avenant v join caution c on c.id = v.caution_id
    where (v.etat = 'effectif') <> (c.acte_version > 1 and v.acte_version = c.acte_version and v.apres = c.valeurs) or c.etat <> 'effective'`,
  'demande whose validations done or required are wrong': () => sql`
    select d.numero from demande d join entite e on e.id = d.entite_id join circuit c on c.entite_id = any (e.chemin)
    where d.validations_faites <> (select count(*) from validation v where v.demande_id = d.id and v.tour = d.tour)
      or (d.etat = 'en_cours' and (d.validations_faites = 0 or d.validations_faites >= d.validations_requises))
      or (d.etat = 'a_valider' and d.validations_faites > 0)
      or (d.etat in ('a_valider', 'en_cours', 'transmise') and (d.soumise_le is null or d.tour = 0 or d.validations_requises <> (
        select t.validations from circuit_tranche t where t.circuit_id = c.id and t.a_partir_de <= d.montant order by t.a_partir_de desc limit 1)))`,
  'validation by somebody not entitled': () => sql`
    select d.numero, x.email from validation v join demande d on d.id = v.demande_id join entite e on e.id = d.entite_id join collaborateur x on x.id = v.collaborateur_id
    where not 'valideur' = any (x.profils) or (x.id = d.saisi_par and not d.propre_validation)
      or not exists (select from perimetre p where p.collaborateur_id = x.id and p.entite_id = any (e.chemin))
      or not exists (select from delegation g where g.collaborateur_id = x.id and (g.types_credit is null or d.type_credit = any (g.types_credit))
        and (g.montant_max is null or (g.devise = d.devise and d.montant <= g.montant_max)))`,
  'last validation by another than the exclusive transmitter': () => sql`
    select d.numero from demande d join compte k on k.id = d.compte_id and k.transmetteur_id is not null
      join validation v on v.demande_id = d.id and v.tour = d.tour and v.rang = d.validations_requises
    where d.etat = 'transmise' and v.collaborateur_id <> k.transmetteur_id`,
  'demande entered by somebody not entitled': () => sql`
    select d.numero from demande d join entite e on e.id = d.entite_id join collaborateur x on x.id = d.saisi_par
    where not 'saisisseur' = any (x.profils) or not exists (select from perimetre p where p.collaborateur_id = x.id and p.entite_id = any (e.chemin))`,
  'demande on an authorisation that does not serve it': () => sql`
    select d.numero from demande d join entite e on e.id = d.entite_id join autorisation a on a.id = d.autorisation_id
    where not a.entite_id = any (e.chemin) or a.produit <> d.produit or a.type_credit <> d.type_credit or a.devise <> d.devise`,
  'pending demande of an entity or a contract that cannot have one': () => sql`
    select d.numero from demande d join entite e on e.id = d.entite_id join autorisation a on a.id = d.autorisation_id
    where d.etat in ('creee', 'a_valider', 'en_cours') and (e.etat <> 'active'
      or not exists (select from contrat_entite ce where ce.contrat_id = a.contrat_id and ce.entite_id = e.id))`,
  'text that was not in force when the demande was entered': () => sql`
    select d.numero from demande d join texte_version t on t.id = d.texte_version_id
    where not (d.creee_le at time zone 'Europe/Paris')::date between t.en_vigueur_du and coalesce(t.en_vigueur_au, 'infinity')
      or t.type_credit <> d.type_credit or not d.produit = any (t.produits)`,
  'caution in force past the firm end of its act': (jour) => sql`
    select c.numero from caution c join texte_version t on t.id = c.texte_version_id where c.etat = 'effective' and t.fin = 'date' and c.date_fin < ${jour}`,
  'caution that ended without its movement, or the reverse': () => sql`
    select c.numero from caution c left join mouvement m on m.caution_id = c.id
    group by c.id having coalesce(sum(m.montant), 0) <> case when c.etat in ('effective', 'en_opposition') then c.montant else 0 end
      or (c.effective_le is not null) <> coalesce(bool_or(m.nature = 'emission'), false)`,
  'moment out of order or to come': (_, maintenant) => sql`
    select numero from caution where effective_le < creee_le or terminee_le < coalesce(effective_le, creee_le) or coalesce(terminee_le, effective_le, creee_le) > ${maintenant}
    union all select numero from demande where soumise_le < creee_le or transmise_le < soumise_le or creee_le > ${maintenant}
    union all select acte from journal where le > ${maintenant}
    union all select email from identifiant where derniere_connexion > ${maintenant}
    union all select nom from entite where demandee_le > ${maintenant}
    union all select email from collaborateur where suspendu_le > ${maintenant}
    union all select etat from mainlevee where decidee_le < demandee_le or coalesce(decidee_le, demandee_le) > ${maintenant}`,
  'control that contradicts the state': () => sql`
    select c.numero from caution c cross join lateral (
      select count(*) as regles, count(*) filter (where not (r ->> 'conforme')::boolean) as echecs,
        bool_and((r ->> 'conforme')::boolean or r ? 'raison') as raisons from jsonb_array_elements(c.controle) r) x
    where x.regles <> 11 or not x.raisons or (c.etat in ('en_attente', 'refusee', 'abandonnee') and x.echecs = 0) or (c.effective_le = c.creee_le and x.echecs > 0)`,
  'opposition that contradicts the state': () => sql`
    select c.numero from caution c where (c.etat = 'en_opposition') <> exists (select from opposition o where o.caution_id = c.id and o.levee_le is null)`,
  'call that contradicts its payments': () => sql`
    select p.id from appel p left join paiement v on v.appel_id = p.id group by p.id
    having (p.etat in ('paye', 'paye_en_partie')) <> (count(v.id) > 0) or coalesce(sum(v.montant), 0) > p.montant or (p.etat = 'paye' and sum(v.montant) <> p.montant)`,
  'recovered more than was paid': () => sql`
    select p.id from appel p where (select sum(r.montant) from recouvrement r where r.appel_id = p.id) > (select sum(v.montant) from paiement v where v.appel_id = p.id)`,
  'release that contradicts the state': () => sql`
    select c.numero from caution c join produit p on p.code = c.produit
    where exists (select from mainlevee m where m.caution_id = c.id and m.etat = 'accordee') <> (c.etat = 'mainlevee' and p.mainlevee_en_ligne and c.type_credit not in ('ST', 'P1799'))
      or (c.etat not in ('effective', 'en_opposition') and exists (select from mainlevee m where m.caution_id = c.id and m.etat in ('transmise', 'document_demande')))`,
  'validation or transmission missing from the journal': () => sql`
    select d.numero from demande d where (select count(*) from journal j where j.sujet = 'demande' and j.sujet_id = d.id and j.acte = 'valider') <> (select count(*) from validation v where v.demande_id = d.id)
      or not exists (select from journal j where j.sujet = 'demande' and j.sujet_id = d.id and j.acte = 'creer')
      or (d.etat = 'refusee') <> exists (select from journal j where j.sujet = 'demande' and j.sujet_id = d.id and j.acte = 'refuser')`,
  'tree out of order': () => sql`
    select e.id from entite e left join entite p on p.id = e.parent_id
    where e.chemin[cardinality(e.chemin)] <> e.id or e.chemin[1:cardinality(e.chemin) - 1] is distinct from coalesce(p.chemin, '{}')`,
  'invoice that is not the sum of its lines': () => sql`
    select f.numero from facture f where f.montant <> (select sum(l.montant) from facture_ligne l where l.facture_id = f.id)`,
  'day of a caution invoiced twice': () => sql`
    select l.caution_id from facture_ligne l join facture f on f.id = l.facture_id where f.nature = 'facture' group by 1, f.periode_du having count(*) > 1`,
  'late invoice or document that would hold the demandes of the guided tour': (jour) => sql`
    select f.numero from facture f join compte c on c.id = f.compte_id join contrat k on k.id = f.contrat_id
    where c.nom = 'Groupe Rhône Bâtir' and f.nature = 'facture' and f.soldee_le is null and f.echeance < ${jour}::date - k.tolerance_impaye_jours
    union all select d.objet from demande_document d join compte c on c.id = d.compte_id where c.nom = 'Groupe Rhône Bâtir' and d.recu_le is null and d.echeance < ${jour}`,
};
