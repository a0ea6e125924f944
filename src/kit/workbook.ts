/** Workbooks written as they are read: a hundred thousand rows in the memory of a thousand. */
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import exceljs from 'exceljs';
import type { Response } from 'express';
import { moneyToNumber, type Money } from './money.js';
import { contentDisposition } from './web/send-file.js';

/** What a cell may hold: an ISO day, an amount, a number, text, nothing. Text that looks like a formula stays text. */
export type Cell = string | number | Money | null | undefined;

export interface Column {
  readonly header: string;
  readonly width: number;
  readonly kind: 'text' | 'date' | 'amount' | 'integer' | 'percent';
}

export interface WorkbookOptions {
  readonly filename: string;
  /** Name of the sheet; what Excel forbids in it is replaced. */
  readonly sheet: string;
  readonly columns: readonly Column[];
  /** Rows by batches, in the order of the columns. */
  readonly rows: AsyncIterable<readonly (readonly Cell[])[]>;
  readonly totals?: readonly (readonly Cell[])[];
}

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const FORMATS: Readonly<Record<Column['kind'], string | undefined>> = {
  text: '@',
  date: 'dd/mm/yyyy',
  amount: '#,##0.00',
  integer: '#,##0',
  percent: '0.0%',
};

/** Streams a workbook to a reader. A source that fails breaks the connection: a cut file never passes for a whole one. */
export async function streamWorkbook(res: Response, options: WorkbookOptions): Promise<void> {
  res.setHeader('Content-Type', TYPE);
  res.setHeader('Content-Disposition', contentDisposition(options.filename, 'attachment'));
  const output = new PassThrough();
  const sent = pipeline(output, res);
  sent.catch(() => undefined); // told by the await below; a reader who leaves must not end the process meanwhile
  try {
    await writeWorkbook(output, options);
  } catch (error) {
    output.destroy(error as Error);
    if (!res.headersSent) throw error;
    return;
  }
  await sent.catch(() => undefined);
}

/** Writes a workbook to a stream and ends it. */
export async function writeWorkbook(stream: PassThrough, { sheet: name, columns, rows, totals = [] }: WorkbookOptions): Promise<void> {
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const sheet = workbook.addWorksheet(name.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31), { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(({ header, width, kind }) => ({ header, width, style: { numFmt: FORMATS[kind] } }));
  sheet.getRow(1).font = { bold: true };
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
  for await (const batch of rows) {
    for (const row of batch) sheet.addRow(row.map((cell, i) => value(cell, columns[i]?.kind ?? 'text'))).commit();
    // Waits for a slow reader instead of keeping his rows in memory.
    if (stream.writableNeedDrain)
      await new Promise((resolve, reject) => stream.once('drain', resolve).once('close', () => reject(new Error('the reader left'))));
  }
  for (const row of totals) {
    const added = sheet.addRow(row.map((cell, i) => value(cell, columns[i]?.kind ?? 'text')));
    added.font = { bold: true };
    added.commit();
  }
  sheet.commit();
  await workbook.commit();
}

/** A cell as Excel keeps it: real dates and numbers, so that the reader may sort and add. */
function value(cell: Cell, kind: Column['kind']): string | number | Date | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'object') return moneyToNumber(cell);
  if (kind === 'date' && typeof cell === 'string') return cell === '' ? null : new Date(`${cell}T00:00:00Z`);
  // Characters that XML forbids would make the file unreadable.
  return typeof cell === 'string' ? cell.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '') : cell;
}
