/** What `office` does away from the event loop. */
import { pdfLetter, type PdfLetterOptions } from './pdf-letter.js';
import { pdfTable, type PdfTableOptions } from './pdf-table.js';
import { task } from './threads.js';

export const table = task((options: PdfTableOptions): Promise<Buffer> => pdfTable(options));
export const letter = task((options: PdfLetterOptions): Promise<Buffer> => pdfLetter(options));
