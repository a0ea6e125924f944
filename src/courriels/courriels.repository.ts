/** The outbox: rows written with the event, taken by a sender, one by one, under a lease. */
import { sql, type Database, type Tx } from '../kit/database.js';
import type { CourrielEnregistre } from './courriel.js';

/** Of the account it is about, or of whoever it is written to; the only one there is, failing that. */
const GARANT = sql`coalesce(
  (select k.garant_id from compte k where k.id = m.compte_id), (select a.garant_id from agent a where a.email = m.destinataire limit 1),
  (select k.garant_id from collaborateur c join compte k on k.id = c.compte_id where c.email = m.destinataire limit 1))`;
const COLONNES = sql`m.id, m.evenement, m.destinataire, m.langue, m.gabarit, m.donnees, m.message_id, m.tentatives, m.cree_le, m.envoye_le,
  coalesce((select nom from garant where id = ${GARANT}), (select nom from garant order by id limit 1), 'Cautionet') as garant`;

/** A message in the hands of one sender: `tentatives` tells its turn from any other. */
export type CourrielPris = CourrielEnregistre & {
  readonly priorite: number;
  readonly compte_id: number | null;
  /** One to the staff is its insurer's. */
  readonly garant_id: number | null;
};

/**
 * Takes the next message due and holds it until the lease ends (ms), or until it is renewed: it comes back if its sender dies.
 * `apres`: the account served last, by priority; -1 when none was.
 */
export const take = async (
  { systeme }: Database,
  apres: readonly number[],
  { now, bailMs }: { now: Date; bailMs: number },
): Promise<CourrielPris | undefined> =>
  (
    await systeme.rows<CourrielPris>(sql`
      select ${COLONNES}, m.priorite, m.compte_id, case when m.compte_id is null then ${GARANT} end as garant_id
      from prendre_courriel(${apres}::int[], ${now}, make_interval(secs => ${bailMs / 1_000})) m`)
  )[0];

type Pris = Pick<CourrielPris, 'id' | 'tentatives'>;

/** Still in these hands. */
const SIEN = ({ id, tentatives }: Pris) => sql`id = ${id} and tentatives = ${tentatives} and pris_le is not null and envoye_le is null`;

export const renewLease = ({ systeme }: Database, pris: Pris, jusqua: Date) =>
  systeme.rows(sql`update courriel set prochain_essai = ${jusqua} where ${SIEN(pris)}`);

/** It left, whoever holds it now. */
export const markSent = ({ systeme }: Database, id: number, le: Date) =>
  systeme.rows(sql`update courriel set envoye_le = ${le}, pris_le = null, derniere_erreur = null where id = ${id}`);

/** Nobody holds it any more; it takes its place in the queue again at its next try. */
export const markFailed = ({ systeme }: Database, pris: Pris, prochain: Date, erreur: string) =>
  systeme.rows(
    sql`update courriel set derniere_erreur = ${erreur.slice(0, 500)}, pris_le = null, prochain_essai = ${prochain} where ${SIEN(pris)}`,
  );

/** What is kept aside takes its place again when the insurer asks for another try before its time. */
export const bringForward = ({ systeme }: Database, now: Date) =>
  systeme.rows(sql`
    update courriel m set prochain_essai = p.prochain_essai from travail_en_peine p
    where p.nature = 'courriel' and p.prochain_essai <= ${now} and m.id = case when p.cle ~ '^[0-9]+$' then p.cle::bigint end
      and m.envoye_le is null and m.pris_le is null and m.prochain_essai > ${now}`);

export const listLatest = (tx: Tx, limite: number): Promise<CourrielEnregistre[]> =>
  tx.rows<CourrielEnregistre>(sql`select ${COLONNES} from courriel m order by m.id desc limit ${limite}`);

export const find = (tx: Tx, id: number): Promise<CourrielEnregistre | undefined> =>
  tx.row<CourrielEnregistre>(sql`select ${COLONNES} from courriel m where m.id = ${id}`);
