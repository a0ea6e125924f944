/** Words looked up in the index of demandes and cautions, before anything else of a search is read. */
import { sql, type Sql, type Tx } from '../kit/database.js';

export type ObjetCherche = 'demande' | 'caution';

/** Rows that a search reads one by one; past this it says "more than", and shows the first ones in the order asked. */
export const MONTRES = 1_000;

export interface Fragments {
  readonly objet: ObjetCherche;
  /** As typed; a row that holds one of them is found. */
  readonly textes: readonly string[];
  /** For the insurer: an array of the accounts to look in, in SQL. */
  readonly comptes?: Sql;
}

/** What the index told: the ids of the rows, that there are too many of them, or nothing (words too short). */
export type Trouves = readonly number[] | 'trop' | undefined;

/**
 * In the rows of whoever asks, the ids of those that hold one of the texts: more than `limite` of them when there are more, null when the
 * words are too short for the index. The caller compares again: the index only says where to look.
 */
export const chercher = ({ objet, textes, comptes = sql`null::int[]` }: Fragments, limite: number): Sql =>
  sql`chercher(${objet}, array(select plier(t) from unnest(${textes}::text[]) as t), ${limite}::int, ${comptes})`;

export async function findFragments(tx: Tx, fragments: Fragments): Promise<Trouves> {
  const { ids } = await tx.one<{ ids: string[] | null }>(sql`select ${chercher(fragments, MONTRES)} as ids`);
  return ids && ids.length > MONTRES ? 'trop' : ids?.map(Number);
}
