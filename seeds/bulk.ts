/** Loads rows in sets: one statement a table, in the order given. */
import { raw, sql, type Tx } from '../src/kit/database.js';

/** A row to insert: its keys are columns, except `id`, which stands for the row inside the set and is given by Postgres. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * Inserts rows that all have the same columns and answers what Postgres returns for each, in their order.
 * Columns left out take their defaults. Values are JSON: dates as ISO strings, amounts as decimals in strings.
 */
export async function insertRows<Returned>(tx: Tx, table: string, rows: readonly Row[], returning = '1'): Promise<Returned[]> {
  const [first] = rows;
  if (!first) return [];
  const columns = raw(
    Object.keys(first)
      .filter((column) => column !== 'id')
      .join(', '),
  );
  // A function scan keeps the order of the array, and so do the identities given.
  return tx.rows<Returned>(sql`
    insert into ${raw(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${raw(table)}, ${JSON.stringify(rows)}::json)
    returning ${raw(returning)}`);
}
