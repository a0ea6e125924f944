/** SQL of the calls of a caution. */
import { sql, type Sql } from '../kit/database.js';
import { jsonRows } from '../kit/json-rows.js';

/** Columns of an `AppelLu` of `p`. */
export const COLONNES_APPEL: Sql = sql`
  p.id, p.version, p.etat, p.recu_le, p.montant::text, p.motif, p.prolonger_au, p.decider_avant, p.reponse,
  ${jsonRows(sql`select v.le, v.montant::text from paiement v where v.appel_id = p.id order by v.id`)} as paiements,
  ${jsonRows(sql`select v.le, v.montant::text from recouvrement v where v.appel_id = p.id order by v.id`)} as recouvrements`;

/** Rows are `AppelLu`, the latest first. */
export const appelsDe = (cautionId: Sql): Sql =>
  jsonRows(sql`select ${COLONNES_APPEL} from appel p where p.caution_id = ${cautionId} order by p.id desc`);

/** Calls of a caution that are not settled. */
export const appelsOuverts = (cautionId: Sql): Sql => sql`
  from appel p where p.caution_id = ${cautionId} and p.etat in ('recu', 'examen', 'paye_en_partie')`;
