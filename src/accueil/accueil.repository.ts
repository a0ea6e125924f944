/** SQL of the home page: one statement of counters and short lists, never a scan of a portfolio. */
import type { Alerte } from '../alertes/alertes.js';
import { usageParType, type UsageParType } from '../autorisations/usage.sql.js';
import { peutValider } from '../droits/valideurs.sql.js';
import { empty, sql, type Database, type Sql } from '../kit/database.js';
import { addMonths, parisDay, type Day } from '../kit/dates.js';
import type { Contact } from '../garants/contacts.presenter.js';
import { selectContacts } from '../garants/contacts.sql.js';
import { finProche } from '../specimens/fin.js';
import { liberables } from '../termes/liberables.sql.js';
import { jsonRow, jsonRows } from '../kit/json-rows.js';
import { a, scopeOf, type Collaborateur } from '../droits/acteur.js';
import { bilans, entitesDe, type BilanRow } from './encours.sql.js';

/** Demandes to validate that are shown; the others are counted. */
const MONTREES = 5;

interface Situation {
  readonly attente_depuis: string | null;
  readonly documents: number;
  readonly documents_echeance: Day | null;
  readonly factures: number;
  /** What is to pay, one amount a currency: they are never added. */
  readonly factures_montants: readonly { readonly montant: string; readonly devise: string }[];
  readonly factures_echues: number;
  readonly bientot_finies: number;
  readonly liberables: number;
  readonly contrats_a_renouveler: number;
  readonly entites: number;
}

interface DemandeAValider {
  readonly numero: string;
  readonly beneficiaire: string;
  readonly entite: string;
  readonly type_credit: string;
  readonly montant: string;
  readonly devise: string;
  readonly etat: string;
}

interface Message {
  readonly titre: Readonly<Record<'fr' | 'en', string>>;
  readonly corps: Readonly<Record<'fr' | 'en', string>>;
  readonly publie_le: string;
}

/** All that the home page shows; instants are those of JSON. */
export interface Accueil {
  readonly autorisations: readonly UsageParType[];
  readonly bilan: readonly BilanRow[];
  readonly faits: Situation;
  /** The first demandes that wait for this person, and the sums of all of them by currency. */
  readonly a_valider: readonly DemandeAValider[];
  readonly totaux_a_valider: readonly { readonly devise: string; readonly nombre: number; readonly montant: string }[];
  readonly contacts: readonly Contact[];
  readonly messages: readonly Message[];
  readonly urgentes: readonly Alerte[];
  /** Demandes that this person began and did not save. */
  readonly brouillons: number;
}

export async function readAccueil(db: Database, acteur: Collaborateur, maintenant: Date): Promise<Accueil> {
  const { compteId, garantId } = acteur;
  const valideur = a(acteur, 'valideur');
  const [row] = await db.rows<Accueil>(
    scopeOf(acteur),
    sql`
    ${valideur ? sql`with attendues as materialized (${aValider(acteur)})` : empty}
    select
      ${jsonRows(usageParType(compteId, entitesDe(acteur)))} as autorisations,
      ${jsonRows(bilans(acteur))} as bilan,
      ${jsonRow(situation(acteur, parisDay(maintenant)))} as faits,
      ${valideur ? PREMIERES : RIEN} as a_valider,
      ${valideur ? TOTAUX : RIEN} as totaux_a_valider,
      ${jsonRows(selectContacts(compteId))} as contacts,
      ${jsonRows(sql`
        select titre, corps, publie_le from message
        where garant_id = ${garantId} and (compte_id is null or compte_id = ${compteId}) and publie_le <= ${maintenant}
        order by publie_le desc limit 3`)} as messages,
      ${a(acteur, 'saisisseur') ? sql`(select count(*)::int from brouillon where collaborateur_id = ${acteur.id} and numero is null)` : sql`0`} as brouillons,
      array(select alerte from abonnement where collaborateur_id = ${acteur.id} and urgente) as urgentes`,
  );
  if (!row) throw new Error('the home page has one row');
  return row;
}

const RIEN = sql`'[]'::json`;
const PREMIERES = jsonRows(sql`select * from attendues order by id desc limit ${MONTREES}`);
const TOTAUX = jsonRows(
  sql`select devise, count(*)::int as nombre, sum(montant::numeric)::text as montant from attendues group by devise order by devise`,
);

const dans = (acteur: Collaborateur, colonne: Sql): Sql => {
  const entites = entitesDe(acteur);
  return entites ? sql`and ${colonne} = any (${entites})` : empty;
};

const aValider = (acteur: Collaborateur): Sql => sql`
  select d.id, d.numero, d.beneficiaire, e.nom as entite, d.type_credit, d.montant::text, d.devise, d.etat
  from demande d join entite e on e.id = d.entite_id
  where d.compte_id = ${acteur.compteId} and ${peutValider(sql`${acteur.id}::int`)} ${dans(acteur, sql`d.entite_id`)}`;

/** The few figures that no counter holds, each behind an index. Numbers follow the time: the first pending has waited longest. */
const situation = (acteur: Collaborateur, jour: Day): Sql => sql`
  select
    (select creee_le from caution where compte_id = ${acteur.compteId} and etat = 'en_attente' ${dans(acteur, sql`entite_id`)}
      order by id limit 1) as attente_depuis,
    d.documents, d.documents_echeance, f.factures, f.factures_montants, f.factures_echues,
    (select count(*)::int from caution where compte_id = ${acteur.compteId} and etat = 'effective' and date_fin <= ${finProche(jour)} ${dans(acteur, sql`entite_id`)}) as bientot_finies,
    (select count(*)::int from ${liberables(acteur.compteId, jour)} ${dans(acteur, sql`c.entite_id`)}) as liberables,
    (select count(*)::int from contrat where compte_id = ${acteur.compteId} and date_fin between ${jour} and ${addMonths(jour, 3)}) as contrats_a_renouveler,
    (select count(*)::int from entite where compte_id = ${acteur.compteId} ${dans(acteur, sql`id`)}) as entites
  from
    (select count(*)::int as documents, min(echeance) as documents_echeance from demande_document
      where compte_id = ${acteur.compteId} and recu_le is null ${dans(acteur, sql`entite_id`)}) d,
    (select coalesce(sum(nombre), 0)::int as factures, coalesce(sum(echues), 0)::int as factures_echues,
        coalesce(json_agg(json_build_object('montant', montant::text, 'devise', devise) order by devise <> 'EUR', devise), '[]') as factures_montants
      from (select devise, count(*) as nombre, sum(montant) as montant, count(*) filter (where echeance < ${jour}) as echues
        from facture where compte_id = ${acteur.compteId} and soldee_le is null and nature = 'facture' ${dans(acteur, sql`entite_id`)}
        group by devise) p) f`;
