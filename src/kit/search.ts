/** Searching in SQL, in one way everywhere. */
import { sql, type Sql } from './database.js';

/** A column folded by `plier` holds every word that was typed, in any order. */
export const holds = (folded: Sql, typed: string): Sql =>
  // Folded in a sub-select: once a statement, not once a row.
  sql`${folded} like all ((select motifs(${typed}))::text[])`;
