/** SQL of the amendments. */
import type { Destinataire } from '../circuits/valideurs.sql.js';
import type { Collaborateur } from '../droits/acteur.js';
import { dansSonPerimetre, delegue, reserveeAuTransmetteur } from '../droits/valideurs.sql.js';
import { suiviPar } from '../droits/suivi.sql.js';
import { jointesDe } from '../documents/jointes.sql.js';
import { empty, sql, type Sql, type Tx } from '../kit/database.js';
import type { Day } from '../kit/dates.js';
import type { Valeurs } from '../specimens/texte.js';
import type { AvenantVue, DroitsSurAvenant, EtatAvenant } from './avenant.js';

/** As the fragments of the rights read a demande `d` (entite `e`): at the new amount, one validation is enough. */
const SOURCE = sql`avenant v join caution x on x.id = v.caution_id join entite e on e.id = x.entite_id
  cross join lateral (select x.compte_id, x.type_credit, x.devise, v.montant, 0 as validations_faites, 1 as validations_requises) d`;

const COLONNES = sql`v.id, v.version, v.etat, v.caution_id, v.compte_id, v.objet, v.avant, v.apres, v.montant::text, v.ecart::text, v.date_fin,
  v.consentement, v.consentement_le, v.consentement_id, v.propre_validation, v.demande_par, v.demande_le, v.attend_le, v.controle, v.reponse,
  trim(p.prenom || ' ' || p.nom) as par, p.email as par_email, p.langue as par_langue, p.actif as par_actif, ${jointesDe('avenant', sql`v.id`)} as pieces`;

/** One of a caution that is in the person's sight already. */
export const findDuClient = (
  tx: Tx,
  acteur: Collaborateur,
  { cautionId, id }: { readonly cautionId: number; readonly id?: number },
): Promise<(AvenantVue & DroitsSurAvenant) | undefined> =>
  tx.row(sql`
    select ${COLONNES}, v.demande_par = ${acteur.id} as sienne, ${delegue(sql`${acteur.id}::int`)} as delegue, ${reserveeAuTransmetteur(sql`${acteur.id}::int`)} as transmetteur_autre
    from ${SOURCE} join collaborateur p on p.id = v.demande_par
    where v.caution_id = ${cautionId} ${id === undefined ? empty : sql`and v.id = ${id}`} order by v.id desc limit 1`);

export const findDuGarant = (tx: Tx, id: number): Promise<AvenantVue | undefined> =>
  tx.row<AvenantVue>(sql`select ${COLONNES} from avenant v join collaborateur p on p.id = v.demande_par where v.id = ${id}`);

export const findCautionId = async (tx: Tx, id: number): Promise<number | undefined> =>
  (await tx.row<{ caution_id: number }>(sql`select caution_id from avenant where id = ${id}`))?.caution_id;

/** Its caution is locked first. */
export const lock = (tx: Tx, id: number) => tx.run(sql`select id from avenant where id = ${id} for no key update`);

/** What may stand in the way of another: amendments and releases that are pending. The caution is locked. */
export const countPendants = (tx: Tx, cautionId: number): Promise<{ avenants: number; mainlevees: number }> =>
  tx.one(sql`
    select (select count(*)::int from avenant where caution_id = ${cautionId} and etat in ('a_valider', 'consentement_attendu', 'en_attente')) as avenants,
      (select count(*)::int from mainlevee where caution_id = ${cautionId} and etat in ('transmise', 'document_demande')) as mainlevees`);

/** The contract that a caution is under. */
export const findContrat = (tx: Tx, cautionId: number) =>
  tx.one<{ numero: string; du: Day; au: Day | null; plafond: string }>(sql`
    select k.numero, k.date_debut as du, k.date_fin as au, k.plafond::text from caution c join contrat k on k.id = c.contrat_id where c.id = ${cautionId}`);

export interface NouvelAvenant {
  readonly compteId: number;
  readonly cautionId: number;
  readonly etat: EtatAvenant;
  readonly objet: string;
  readonly avant: Valeurs;
  readonly apres: Valeurs;
  readonly ecart: string;
  readonly dateFin: Day | null;
  readonly consentement: boolean;
  readonly propreValidation: boolean;
  readonly par: number;
  readonly le: Date;
}

export const insert = async (tx: Tx, a: NouvelAvenant): Promise<number> =>
  (
    await tx.one<{ id: number }>(sql`
      insert into avenant (compte_id, caution_id, etat, objet, avant, apres, montant, ecart, date_fin, consentement, propre_validation, demande_par, demande_le)
      values (${a.compteId}, ${a.cautionId}, ${a.etat}, ${a.objet}, ${JSON.stringify(a.avant)}::jsonb, ${JSON.stringify(a.apres)}::jsonb,
        ${a.apres.montant ?? '0'}, ${a.ecart}, ${a.dateFin}, ${a.consentement}, ${a.propreValidation}, ${a.par}, ${a.le}) returning id`)
  ).id;

/** Moves it where its version is still the one read; answers how many rows moved. */
export const move = (tx: Tx, { id, version }: Pick<AvenantVue, 'id' | 'version'>, etat: EtatAvenant, set: Sql = empty): Promise<number> =>
  tx.run(sql`update avenant set etat = ${etat}, version = version + 1 ${set} where id = ${id} and version = ${version}`);

/** Everyone who may validate it now: whom to write to. */
export const listValideurs = (tx: Tx, id: number): Promise<Destinataire[]> =>
  tx.rows<Destinataire>(sql`
    select c.id, c.email, c.langue, trim(c.prenom || ' ' || c.nom) as nom
    from ${SOURCE} join collaborateur c on c.compte_id = d.compte_id and c.actif and 'valideur' = any (c.profils)
    where v.id = ${id} and (v.propre_validation or v.demande_par <> c.id) and ${dansSonPerimetre(sql`c.id`)} and ${delegue(sql`c.id`)}
      and not ${reserveeAuTransmetteur(sql`c.id`)}
    order by c.id`);

/** The first one of the agent's queue: his own clients first, then the oldest. */
export const findSuivant = (tx: Tx, agentId: number) =>
  tx.row<{ id: number }>(sql`
    select v.id from avenant v join compte k on k.id = v.compte_id where v.etat = 'en_attente'
    order by not ${suiviPar(agentId)}, v.attend_le, v.id limit 1`);
