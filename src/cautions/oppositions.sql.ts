/** SQL of the oppositions of a caution. */
import { sql, type Sql } from '../kit/database.js';
import { jsonRows } from '../kit/json-rows.js';

/** The day the réception takes effect: as its client said it, or the last release that was asked on one; null where neither did. */
export const receptionConnue = (cautionId: Sql): Sql => sql`
  coalesce((select r.effet from reception r where r.caution_id = ${cautionId}),
    (select coalesce(m.donnees ->> 'dateEffet', m.donnees ->> 'date')::date from mainlevee m
      where m.caution_id = ${cautionId} and m.motif = 'pv_reception' order by m.id desc limit 1))`;

/** Columns of an `OppositionLue` of `o`. */
export const COLONNES_OPPOSITION: Sql = sql`
  o.id, o.version, o.etat, coalesce(o.envoyee_le, o.recue_le) as envoyee_le, o.recue_le, o.signifiee_le, o.forme, o.destinataire, o.grief, o.motif,
  o.montant::text, o.levee_le, o.reponse, coalesce(o.reception_le, ${receptionConnue(sql`o.caution_id`)}) as reception_le`;

/** Rows are `OppositionLue`, the latest first. */
export const oppositionsDe = (cautionId: Sql): Sql =>
  jsonRows(sql`select ${COLONNES_OPPOSITION} from opposition o where o.caution_id = ${cautionId} order by o.id desc`);
