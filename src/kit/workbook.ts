/** Workbooks written as they are read: a hundred thousand rows in the memory of a thousand. */
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import exceljs from 'exceljs';
import { decimals, moneyToNumber, type Money } from './money.js';

/**
 * What a cell may hold: an ISO day, an amount, a number, text, nothing. Text that looks like a formula (= + - @) stays text as it
 * was typed: its cell is of the type string and its column of the format text, which Excel and LibreOffice never compute. No
 * apostrophe is put in front, since the reader would find it in his data; whoever makes a CSV of it must add his own.
 */
export type Cell = string | number | Money | null | undefined;

export interface Column {
  readonly header: string;
  readonly width: number;
  readonly kind: 'text' | 'date' | 'amount' | 'integer' | 'percent';
}

/** A row, or one that adds others up: bold. */
export type Line = readonly Cell[] | { readonly total: readonly Cell[] };

export interface WorkbookOptions {
  readonly filename: string;
  /** Name of the sheet; what Excel forbids in it is replaced. */
  readonly sheet: string;
  readonly columns: readonly Column[];
  /** Rows by batches, in the order of the columns. */
  readonly rows: AsyncIterable<readonly Line[]>;
  readonly totals?: readonly (readonly Cell[])[];
}

const FORMATS: Readonly<Record<Column['kind'], string | undefined>> = {
  text: '@',
  date: 'dd/mm/yyyy',
  amount: '#,##0.00',
  integer: '#,##0',
  percent: '0.0%',
};

/** The currencies that do not have two decimals. */
const FORMATS_BY_DECIMALS: Readonly<Record<number, string>> = { 0: '#,##0', 3: '#,##0.000' };

/** Bytes of rows that may wait for the zip: a few batches, so that it never idles. */
const MAX_WAITING = 2 ** 20;
/** Excel refuses a file with a longer cell. */
const MAX_TEXT = 32_767;
/** Characters that XML forbids would make the file unreadable. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Writes a workbook to a stream and ends it. Throws when the stream closes before its end. */
export async function writeWorkbook(
  stream: Writable,
  { sheet: name, columns, rows, totals = [] }: Omit<WorkbookOptions, 'filename'>,
): Promise<void> {
  const ended = finished(stream, { readable: false });
  ended.catch(() => undefined); // told by the await below
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const sheet = workbook.addWorksheet(name.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31), { views: [{ state: 'frozen', ySplit: 1 }] });
  const entry = entryOf(sheet);
  sheet.columns = columns.map(({ header, width, kind }) => ({ header, width, style: { numFmt: FORMATS[kind] } }));
  sheet.getRow(1).font = { bold: true };
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };

  function write(cells: readonly Cell[], bold = false): void {
    const row = sheet.addRow(cells.map((cell, i) => value(cell, columns[i]?.kind ?? 'text')));
    cells.forEach((cell, i) => {
      const format = typeof cell === 'object' && cell !== null ? FORMATS_BY_DECIMALS[decimals(cell.currency)] : undefined;
      if (format) row.getCell(i + 1).numFmt = format;
    });
    if (bold) row.font = { bold: true };
    row.commit();
  }

  for await (const batch of rows) {
    for (const row of batch) {
      if ('total' in row) write(row.total, true);
      else write(row);
    }
    // Waits for a slow reader instead of keeping his rows in memory.
    if (entry._writableState.length > MAX_WAITING) await drained(entry, stream);
    if (stream.destroyed) break;
  }
  for (const row of totals) write(row, true);
  if (!stream.destroyed) {
    sheet.commit();
    workbook.commit().catch(() => undefined); // never ends when the stream closes: `ended` tells
  }
  await ended;
}

/** A stream of the zip's own library, older than Node's: what waits in it has no public name. */
type Entry = Writable & { readonly _writableState: { readonly length: number } };

/** exceljs pours its rows into the zip without asking whether there is room: its entry there is what must be asked. */
function entryOf(sheet: exceljs.Worksheet): Entry {
  const [entry] = (sheet as unknown as { stream: { pipes: Partial<Entry>[] } }).stream.pipes;
  if (typeof entry?._writableState?.length !== 'number') throw new Error('exceljs no longer says how much waits for its zip');
  return entry as Entry;
}

/** When the zip has taken all it was given, or its reader has left and it never will. */
const drained = (entry: Entry, stream: Writable): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      entry.off('drain', done);
      stream.off('close', done);
      resolve();
    };
    entry.on('drain', done);
    stream.on('close', done);
  });

/** A cell as Excel keeps it: real dates and numbers, so that the reader may sort and add. */
function value(cell: Cell, kind: Column['kind']): string | number | Date | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'object') return moneyToNumber(cell);
  if (kind === 'date' && typeof cell === 'string') return cell === '' ? null : new Date(`${cell}T00:00:00Z`);
  return typeof cell === 'string' ? cell.replace(FORBIDDEN, '').slice(0, MAX_TEXT) : cell;
}
