/** The outbox: rows written with the event, taken by the sender under a lease. */
import { sql, type Database, type Tx } from '../kit/database.js';
import { saufEnPeine } from '../travaux/sauf.sql.js';
import type { Item } from '../travaux/travail.js';
import type { CourrielEnregistre } from './courriel.js';

const COLONNES = sql`id, evenement, destinataire, langue, gabarit, donnees, message_id, tentatives, cree_le, envoye_le`;
/** A sender that dies holds its messages for that long. */
const BAIL_MS = 120_000;

/** Messages due, kept aside and held by another sender excepted; one to the staff is its insurer's. */
export const listDue = ({ systeme }: Database, now: Date, limite: number): Promise<Item[]> =>
  systeme.rows<Item>(sql`
    select m.id::text as cle, m.destinataire as nom, m.compte_id, case when m.compte_id is null then coalesce(
        (select a.garant_id from agent a where a.email = m.destinataire limit 1),
        (select k.garant_id from collaborateur c join compte k on k.id = c.compte_id where c.email = m.destinataire limit 1)) end as garant_id
    from courriel m where m.envoye_le is null and m.prochain_essai <= ${now} and ${saufEnPeine('courriel', sql`m.id`)}
    order by m.prochain_essai, m.id limit ${limite}`);

/** Holds a message for one sender; undefined when it left or another one holds it. It comes back after the lease if its sender dies. */
export const take = async ({ systeme }: Database, id: number, now: Date): Promise<CourrielEnregistre | undefined> =>
  (
    await systeme.rows<CourrielEnregistre>(sql`
      update courriel set tentatives = tentatives + 1, prochain_essai = ${new Date(now.getTime() + BAIL_MS)}
      where id = ${id} and envoye_le is null and prochain_essai <= ${now} returning ${COLONNES}`)
  )[0];

export const markSent = ({ systeme }: Database, id: number, le: Date) =>
  systeme.rows(sql`update courriel set envoye_le = ${le}, derniere_erreur = null where id = ${id}`);

/** Nobody holds it any more. */
export const markFailed = ({ systeme }: Database, id: number, now: Date, erreur: string) =>
  systeme.rows(sql`update courriel set derniere_erreur = ${erreur.slice(0, 500)}, prochain_essai = ${now} where id = ${id}`);

export const listLatest = (tx: Tx, limite: number): Promise<CourrielEnregistre[]> =>
  tx.rows<CourrielEnregistre>(sql`select ${COLONNES} from courriel order by id desc limit ${limite}`);

export const find = (tx: Tx, id: number): Promise<CourrielEnregistre | undefined> =>
  tx.row<CourrielEnregistre>(sql`select ${COLONNES} from courriel where id = ${id}`);
