/** SQL of the oppositions. */
import { COLONNES_OPPOSITION, receptionConnue } from '../cautions/oppositions.sql.js';
import type { EtatOpposition } from '../cautions/oppositions.js';
import { jointesDe } from '../documents/jointes.sql.js';
import { dansSonPerimetre } from '../droits/valideurs.sql.js';
import type { Acteur } from '../droits/acteur.js';
import { empty, sql, type Sql, type Tx } from '../kit/database.js';
import type { Day } from '../kit/dates.js';
import type { FaitsDeReponse, OppositionSeule } from './opposition.js';
import type { LettreLue } from './oppositions.form.js';

export const find = (tx: Tx, id: number): Promise<OppositionSeule | undefined> =>
  tx.row<OppositionSeule>(sql`
    select ${COLONNES_OPPOSITION}, o.caution_id, o.compte_id, ${jointesDe('opposition', sql`o.id`)} as pieces from opposition o where o.id = ${id}`);

export const lock = (tx: Tx, id: number) => tx.run(sql`select id from opposition where id = ${id} for no key update`);

/** The réception as the releases that were asked say it. */
export const findReception = async (tx: Tx, cautionId: number): Promise<Day | null> =>
  (await tx.one<{ jour: Day | null }>(sql`select ${receptionConnue(sql`${cautionId}::bigint`)} as jour`)).jour;

export const insert = async (
  tx: Tx,
  { id, compte_id: compteId }: { readonly id: number; readonly compte_id: number },
  { faits, mots, montant, sansEffet }: LettreLue,
  { agentId, le, jour }: { agentId: number; le: Date; jour: Day },
): Promise<number> =>
  (
    await tx.one<{ id: number }>(sql`
      insert into opposition (compte_id, caution_id, envoyee_le, recue_le, signifiee_le, forme, destinataire, grief, motif, montant, reception_le,
        issue, levee_le, agent_id, enregistree_le)
      values (${compteId}, ${id}, ${faits.envoyee_le}, ${faits.recue_le}, ${faits.signifiee_le}, ${faits.forme}, ${faits.destinataire}, ${faits.grief},
        ${mots}, ${montant}, ${faits.reception_le}, ${sansEffet ? 'sans_effet' : null}, ${sansEffet ? jour : null}, ${agentId}, ${le})
      returning id`)
  ).id;

/** Ends it: its state follows from `issue` and from the day. */
export const move = (tx: Tx, { id, version }: { id: number; version: number }, vers: EtatOpposition, set: Sql = empty): Promise<number> =>
  tx.run(sql`update opposition set issue = ${vers}, version = version + 1 ${set} where id = ${id} and version = ${version}`);

/** Of the caution and opposition that this person sees. */
export const findReponse = (tx: Tx, acteur: Acteur, id: number, numero?: string): Promise<FaitsDeReponse | undefined> =>
  tx.row<FaitsDeReponse>(sql`
    select ${COLONNES_OPPOSITION}, x.numero, x.type_credit, x.valeurs, t.fin, x.date_fin, x.beneficiaire, x.marche, x.objet, e.nom as entite, e.adresse,
      g.nom as garant, g.identite, t.langue, x.devise, coalesce((select sum(m.montant) from mouvement m where m.caution_id = x.id), 0)::text as reste
    from opposition o join caution x on x.id = o.caution_id join entite e on e.id = x.entite_id join compte k on k.id = x.compte_id
      join garant g on g.id = k.garant_id join texte_version t on t.id = x.texte_version_id
    where o.id = ${id} and (${numero ?? null}::text is null or x.numero = ${numero ?? null})
      and ${acteur.genre === 'client' ? sql`x.compte_id = ${acteur.compteId} and ${dansSonPerimetre(sql`${acteur.id}`)}` : sql`true`}`);
