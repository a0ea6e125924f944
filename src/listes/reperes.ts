/**
 * Landmarks of a long list: the key of every thousandth row, oldest first, so that a deep page starts near its rows whoever asks
 * for it. Only for rows that never leave and whose keys only grow: what was counted stays true, and is counted again now and then.
 */
import { LRUCache } from 'lru-cache';
import { sql, type Sql, type Tx } from '../kit/database.js';

const PAS = 1_000;
/** By whose rows they are, for one database. */
export type Reperes = LRUCache<string, readonly number[]>;
export const createReperes = (): Reperes => new LRUCache({ max: 500, ttl: 10 * 60_000 });

/** Where a list is read, and what is known of it there. */
export interface Ici {
  readonly tx: Tx;
  readonly connus: Reperes;
}

export interface Depart {
  /** Rows stand after this key, oldest first. */
  readonly apres: number;
  /** How many of them are passed over. */
  readonly sauter: number;
}

/** Where the row of a rank (from 0, oldest first) is found; `nom`: whose rows they are. */
export async function departDe(
  { tx, connus }: Ici,
  nom: string,
  { cle, from, where }: Readonly<Record<'cle' | 'from' | 'where', Sql>>,
  rang: number,
) {
  let reperes = connus.get(nom);
  if (!reperes) {
    const rows = await tx.rows<{ id: number }>(sql`
      select id from (select ${cle} as id, row_number() over (order by ${cle}) as rang from ${from} where ${where}) r
      where rang % ${PAS} = 0 order by rang`);
    reperes = rows.map(({ id }) => id);
    connus.set(nom, reperes);
  }
  const passes = Math.min(Math.floor(rang / PAS), reperes.length);
  return { apres: reperes[passes - 1] ?? 0, sauter: rang - passes * PAS } satisfies Depart;
}
