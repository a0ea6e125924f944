/** SQL of the home page: counters and short lists, never a scan of a portfolio. */
import { empty, sql, type Sql, type Tx } from '../kit/database.js';
import { addDays, addMonths, type Day } from '../kit/dates.js';
import { entitesVisibles } from '../recherche/criteres.sql.js';
import { EN_VIGUEUR } from '../cautions/caution.js';
import type { Collaborateur } from '../session/acteur.js';

/** Subsidiaries ranked on the home page; the rest is told by difference. */
export const FILIALES = 6;

export interface BilanRow {
  readonly grain: 'type' | 'filiale';
  readonly entite_id: number;
  readonly entite: string;
  readonly produit: string;
  readonly type_credit: string;
  readonly devise: string;
  readonly etat: string;
  readonly nombre: number;
  readonly montant: string;
}

const dans = (acteur: Collaborateur, colonne: Sql): Sql => {
  const entites = entitesVisibles(acteur, []);
  return entites ? sql`and ${colonne} = any (${entites})` : empty;
};

/**
 * Cautions in force, pending or under opposition: by type over the perimeter, and the largest entities. An entity among the first
 * by what is outstanding is among the first by its effective cautions, or has one under opposition: only those are added up.
 */
export const bilans = (tx: Tx, acteur: Collaborateur): Promise<BilanRow[]> => {
  const entites = entitesVisibles(acteur, []);
  const etats = [...EN_VIGUEUR, 'en_attente'];
  const tenus = sql`b.compte_id = ${acteur.compteId} and b.objet = 'caution' and b.nombre > 0 and b.produit = '*'
    ${entites ? sql`and b.entite_id = any (${entites})` : empty}`;
  return tx.rows<BilanRow>(sql`
    with candidates as (
      select p.devise, p.entite_id from (select distinct devise from autorisation where compte_id = ${acteur.compteId}) d, lateral (
        select b.devise, b.entite_id from bilan b where ${tenus} and b.etat = 'effective' and b.devise = d.devise
        order by b.montant desc limit ${FILIALES}) p
      union
      select b.devise, b.entite_id from bilan b where ${tenus} and b.etat = 'en_opposition'
    ), filiales as (
      select c.entite_id, c.devise, t.nombre, t.montant, row_number() over (partition by c.devise order by t.montant desc) as rang
      from candidates c, lateral (
        select sum(b.nombre)::int as nombre, sum(b.montant) as montant from bilan b
        where ${tenus} and b.entite_id = c.entite_id and b.type_credit = '*' and b.devise = c.devise and b.etat = any (${EN_VIGUEUR})) t
    )
    select 'type' as grain, 0 as entite_id, '' as entite, b.produit, b.type_credit, b.devise, b.etat, sum(b.nombre)::int as nombre, sum(b.montant)::text as montant, 0 as rang
    from bilan b
    where b.compte_id = ${acteur.compteId} and b.objet = 'caution' and b.etat = any (${etats}) and b.nombre > 0
      ${entites ? sql`and b.entite_id = any (${entites}) and b.produit <> '*'` : sql`and b.entite_id = 0`}
    group by 4, 5, 6, 7
    union all
    select 'filiale', f.entite_id, e.nom, '', '', f.devise, 'effective', f.nombre, f.montant::text, f.rang
    from filiales f join entite e on e.id = f.entite_id where f.rang <= ${FILIALES}
    order by grain desc, rang`);
};

export interface Situation {
  readonly attente_depuis: Date | null;
  readonly documents: number;
  readonly documents_echeance: Day | null;
  readonly factures: number;
  /** What is to pay, one amount a currency: they are never added. */
  readonly factures_montants: readonly { readonly montant: string; readonly devise: string }[];
  readonly factures_echues: number;
  readonly bientot_finies: number;
  readonly contrats_a_renouveler: number;
  readonly entites: number;
}

/** The few figures that no counter holds, each behind a partial index. */
export const situation = (tx: Tx, acteur: Collaborateur, jour: Day): Promise<Situation | undefined> =>
  tx.row<Situation>(sql`
    select
      (select min(creee_le) from caution where compte_id = ${acteur.compteId} and etat = 'en_attente' ${dans(acteur, sql`entite_id`)}) as attente_depuis,
      d.documents, d.documents_echeance, f.factures, f.factures_montants, f.factures_echues,
      (select count(*)::int from caution where compte_id = ${acteur.compteId} and etat = 'effective'
        and date_fin between ${jour} and ${addDays(jour, 30)} ${dans(acteur, sql`entite_id`)}) as bientot_finies,
      (select count(*)::int from contrat where compte_id = ${acteur.compteId} and date_fin between ${jour} and ${addMonths(jour, 3)}) as contrats_a_renouveler,
      (select count(*)::int from entite where compte_id = ${acteur.compteId} ${dans(acteur, sql`id`)}) as entites
    from
      (select count(*)::int as documents, min(echeance) as documents_echeance from demande_document
        where compte_id = ${acteur.compteId} and recu_le is null ${dans(acteur, sql`entite_id`)}) d,
      (select coalesce(sum(nombre), 0)::int as factures, coalesce(sum(echues), 0)::int as factures_echues,
          coalesce(json_agg(json_build_object('montant', montant::text, 'devise', devise) order by devise <> 'EUR', devise), '[]') as factures_montants
        from (select devise, count(*) as nombre, sum(montant) as montant, count(*) filter (where echeance < ${jour}) as echues
          from facture where compte_id = ${acteur.compteId} and soldee_le is null and nature = 'facture' ${dans(acteur, sql`entite_id`)}
          group by devise) p) f`);

export interface Contact {
  readonly role: string;
  readonly prenom: string;
  readonly nom: string;
  readonly telephone: string;
  readonly email: string;
}

export const contacts = (tx: Tx, { compteId }: Collaborateur): Promise<Contact[]> =>
  tx.rows<Contact>(sql`
    select a.role, a.prenom, a.nom, a.telephone, a.email from compte c join agent a on a.id in (c.conseiller_id, c.charge_id)
    where c.id = ${compteId} order by a.role desc`);

export interface Message {
  readonly titre: Readonly<Record<'fr' | 'en', string>>;
  readonly corps: Readonly<Record<'fr' | 'en', string>>;
  readonly publie_le: Date;
}

export const messages = (tx: Tx, { compteId, garantId }: Collaborateur, maintenant: Date): Promise<Message[]> =>
  tx.rows<Message>(sql`
    select titre, corps, publie_le from message
    where garant_id = ${garantId} and (compte_id is null or compte_id = ${compteId}) and publie_le <= ${maintenant} order by publie_le desc limit 3`);
