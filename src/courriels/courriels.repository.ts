/** The outbox: rows written with the event, taken by the sender under a lease. */
import { randomUUID } from 'node:crypto';
import { sql, type Tx } from '../kit/database.js';
import type { Language } from '../kit/money.js';

/** A message to be: its words are made when it is sent, from a template in the reader's language. */
export interface Courriel {
  /** Unique with the recipient: the same event never writes twice to the same person. */
  readonly evenement: string;
  readonly destinataire: string;
  readonly langue: Language;
  readonly gabarit: string;
  readonly donnees: Readonly<Record<string, unknown>>;
}

export interface CourrielEnregistre extends Courriel {
  readonly id: number;
  readonly message_id: string;
  readonly tentatives: number;
  readonly cree_le: Date;
  readonly envoye_le: Date | null;
}

const COLONNES = sql`id, evenement, destinataire, langue, gabarit, donnees, message_id, tentatives, cree_le, envoye_le`;
/** A sender that dies holds its messages for that long. */
const BAIL_MS = 120_000;
const UN_JOUR_MS = 86_400_000;

export async function ecrireCourriels(tx: Tx, compteId: number | null, courriels: readonly Courriel[], le: Date): Promise<void> {
  if (courriels.length === 0) return;
  await tx.run(sql`
    insert into courriel (compte_id, evenement, destinataire, gabarit, langue, donnees, message_id, cree_le, prochain_essai)
    select ${compteId}::int, c.evenement, c.destinataire, c.gabarit, c.langue, c.donnees, c.message_id, ${le}::timestamptz, ${le}::timestamptz
    from unnest(
      ${courriels.map((c) => c.evenement)}::text[], ${courriels.map((c) => c.destinataire)}::text[], ${courriels.map((c) => c.gabarit)}::text[],
      ${courriels.map((c) => c.langue)}::text[], ${courriels.map((c) => JSON.stringify(c.donnees))}::jsonb[],
      ${courriels.map(() => `<${randomUUID()}@cautionet>`)}::text[]
    ) as c (evenement, destinataire, gabarit, langue, donnees, message_id)
    on conflict (evenement, destinataire) do nothing`);
}

/** Takes messages due; they come back after the lease if their sender dies. */
export const prendreCourriels = (tx: Tx, now: Date, limite: number): Promise<CourrielEnregistre[]> =>
  tx.rows<CourrielEnregistre>(sql`
    update courriel set tentatives = tentatives + 1, prochain_essai = ${new Date(now.getTime() + BAIL_MS)}
    where id in (
      select id from courriel where envoye_le is null and prochain_essai <= ${now} order by prochain_essai limit ${limite} for update skip locked)
    returning ${COLONNES}`);

export const marquerEnvoye = (tx: Tx, id: number, le: Date) =>
  tx.run(sql`update courriel set envoye_le = ${le}, derniere_erreur = null where id = ${id}`);

/** Tries again after 1, 2, 4… minutes, a day at most. */
export const marquerEchec = (tx: Tx, { id, tentatives }: CourrielEnregistre, now: Date, erreur: string) =>
  tx.run(sql`
    update courriel set derniere_erreur = ${erreur.slice(0, 500)},
      prochain_essai = ${new Date(now.getTime() + Math.min(60_000 * 2 ** (tentatives - 1), UN_JOUR_MS))}
    where id = ${id}`);

export const derniersCourriels = (tx: Tx, limite: number): Promise<CourrielEnregistre[]> =>
  tx.rows<CourrielEnregistre>(sql`select ${COLONNES} from courriel order by id desc limit ${limite}`);

export const trouverCourriel = (tx: Tx, id: number): Promise<CourrielEnregistre | undefined> =>
  tx.row<CourrielEnregistre>(sql`select ${COLONNES} from courriel where id = ${id}`);
