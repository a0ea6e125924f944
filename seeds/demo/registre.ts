/** The rows of the demonstration, table by table, each with its place as identity until Postgres gives the real one. */
import type { Row } from '../bulk.js';

export interface Registre {
  /** Adds a row and answers its identity inside the set, from 1. */
  ajouter(table: string, row: Row): number;
  /** Rows of a table, in the order they were added. */
  de(table: string): readonly Row[];
}

export function registre(): Registre {
  const tables = new Map<string, Row[]>();
  const de = (table: string): Row[] => {
    let rows = tables.get(table);
    if (!rows) tables.set(table, (rows = []));
    return rows;
  };
  return { de, ajouter: (table, row) => de(table).push(row) };
}
