/** What `documents` does away from the event loop. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { readSpreadsheet, type Spreadsheet } from '../kit/spreadsheet.js';
import { task } from '../kit/threads.js';
import { examiner, type Examen } from './examen.js';
import type { TypeDeDocument } from './motifs.js';

interface AExaminer {
  readonly path: string;
  readonly types: readonly TypeDeDocument[];
}

export const examen = task(async ({ path, types }: AExaminer): Promise<Examen & { readonly sha256: Uint8Array }> => {
  const bytes = await readFile(path);
  return { ...examiner(bytes, types), sha256: createHash('sha256').update(bytes).digest() };
});

export const classeur = task(async ({ path, maxRows }: { path: string; maxRows: number }): Promise<Spreadsheet> =>
  readSpreadsheet(await readFile(path), maxRows),
);
