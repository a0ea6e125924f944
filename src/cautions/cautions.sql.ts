/** SQL of the cautions: one caution with all that its page shows. */
import { sql, type Sql, type Tx } from '../kit/database.js';
import { dansSonPerimetre } from '../droits/valideurs.sql.js';
import { selectContacts } from '../garants/contacts.sql.js';
import { timeline } from '../journal/journal.js';
import { jsonRow, jsonRows } from '../kit/json-rows.js';
import type { Collaborateur } from '../droits/acteur.js';
import { tarifsDe } from '../autorisations/tarif.sql.js';
import { appelsDe } from './appels.sql.js';
import type { CautionVue } from './caution.js';
import { oppositionsDe } from './oppositions.sql.js';

/** One caution as whoever sees it reads it, with its timeline. */
const vueDe = (condition: Sql): Sql => sql`
    select x.id, x.version, x.compte_id, q.nom as client, x.numero, x.creee_le, e.nom as entite, x.entite_id, x.type_credit, x.produit, x.beneficiaire, x.marche, x.objet, x.montant,
      x.devise, x.date_effet, x.date_fin, x.etat, d.numero as demande, d.id as demande_id, k.numero as contrat, l.numero || ' ' || l.libelle as ligne,
      x.texte_version_id as texte_id, t.code as texte_code, t.version as texte_version, t.titre as texte_titre, x.valeurs, x.donneur_ordre,
      x.controle, x.edition_deportee, x.effective_le, x.terminee_le, t.fin, ${tarifsDe(sql`a.id`)} as tarifs, k.periode, a.autorise, a.utilise,
      ${jsonRow(sql`
        select ac.version, ac.code, ac.scelle_le, encode(ac.sha256, 'hex') as sha256 from acte ac
        where ac.caution_id = x.id order by ac.version desc limit 1`)} as acte,
      x.acte_version,
      ${jsonRows(sql`
        select ac.version, ac.code, ac.scelle_le, ac.composition #>> '{donnees,montant}' as montant from acte ac
        where ac.caution_id = x.id order by ac.version desc`)} as actes,
      ${jsonRows(sql`
        select ed.rang, ed.le, trim(c.prenom || ' ' || c.nom) as par from edition ed join acte ac on ac.id = ed.acte_id
          join collaborateur c on c.id = ed.par where ac.caution_id = x.id order by ed.rang desc`)} as editions,
      ${jsonRow(sql`
        select v.etat, v.version, v.depuis, v.editee_le, v.expediee_le, v.recue_le, v.transporteur, v.suivi from expedition v
        where v.caution_id = x.id order by v.acte_version desc limit 1`)} as expedition,
      ${jsonRow(sql`select etat, demandee_le, argument, decidee_le, reponse from revision where caution_id = x.id`)} as revision,
      ${jsonRows(sql`select le, nature, montant::text from mouvement where caution_id = x.id order by id desc`)} as mouvements,
      ${oppositionsDe(sql`x.id`)} as oppositions, ${appelsDe(sql`x.id`)} as appels,
      ${jsonRows(sql`select m.id, m.motif, m.etat, m.demandee_le, m.reponse, m.montant::text,
          (select min(d.id) from demande_document d where d.mainlevee_id = m.id and d.etat = 'demande') as document
        from mainlevee m where m.caution_id = x.id order by m.id desc`)} as mainlevees,
      ${jsonRow(sql`select r.version, r.effet, r.pv_le, r.reserves, r.levees_le from reception r where r.caution_id = x.id`)} as reception,
      (select p.mainlevee_en_ligne from produit p where p.code = x.produit) as mainlevee_en_ligne,
      ${jsonRows(sql`select id, etat, objet, demande_le, reponse, acte_version from avenant where caution_id = x.id order by id desc`)} as avenants,
      ${jsonRows(sql`select p.id, f.nom, f.taille from piece p join fichier f on f.id = p.fichier_id where p.demande_id = d.id`)} as pieces,
      case when x.etat = 'en_attente' then ${jsonRows(sql`${selectContacts(sql`x.compte_id`)} limit 1`)} end as contacts,
      ${timeline([
        ['caution', sql`x.id`],
        ['demande', sql`d.id`],
      ])} as evenements
    from caution x join compte q on q.id = x.compte_id join entite e on e.id = x.entite_id join demande d on d.id = x.demande_id join contrat k on k.id = x.contrat_id
      join autorisation a on a.id = x.autorisation_id join ligne l on l.id = a.ligne_id join texte_version t on t.id = x.texte_version_id
    where ${condition}`;

/** One caution of the account and perimeter of the person; no row when it is not seen. */
export const selectCaution = (acteur: Collaborateur, numero: string): Sql =>
  vueDe(sql`x.compte_id = ${acteur.compteId} and x.numero = ${numero} and ${dansSonPerimetre(sql`${acteur.id}`)}`);

/** One caution of the insurer, by its number or by its id: Postgres shows its own only. */
export const selectDuGarant = (cle: string | number): Sql => vueDe(typeof cle === 'string' ? sql`x.numero = ${cle}` : sql`x.id = ${cle}`);

/** The same by itself, for those who act on it. */
export const find = (tx: Tx, acteur: Collaborateur, numero: string): Promise<CautionVue | undefined> =>
  tx.row<CautionVue>(selectCaution(acteur, numero));
