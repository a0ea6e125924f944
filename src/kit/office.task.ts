/** What `office` does away from the event loop. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { pdfTable, type PdfTableOptions } from './pdf-table.js';
import { readSheet, type Sheet } from './spreadsheet.js';
import { task } from './threads.js';

export const table = task((options: PdfTableOptions): Promise<Buffer> => pdfTable(options));

export const sheet = task(async ({ path, maxRows }: { path: string; maxRows: number }): Promise<Sheet> =>
  readSheet(await readFile(path), maxRows),
);

export const inspect = task(async ({ path }: { path: string }): Promise<{ type: string | undefined; sha256: Buffer }> => {
  const bytes = await readFile(path);
  return { type: (await fileTypeFromBuffer(bytes))?.mime, sha256: createHash('sha256').update(bytes).digest() };
});
