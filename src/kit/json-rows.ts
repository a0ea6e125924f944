/** Rows of a statement inside another: what lets a page be read in one. */
import { sql, type Sql } from './database.js';

/** An expression that holds all rows of a query, `[]` when there is none. Amounts must be cast to text: JSON knows no exact number. */
export const jsonRows = (query: Sql): Sql => sql`coalesce((select json_agg(r) from (${query}) r), '[]')`;

/** An expression that holds the one row of a query; null when there is none. */
export const jsonRow = (query: Sql): Sql => sql`(select to_json(r) from (${query}) r)`;
