/** What `office` does away from the event loop. */
import { pdfTable, type PdfTableOptions } from './pdf-table.js';
import { task } from './threads.js';

export const table = task((options: PdfTableOptions): Promise<Buffer> => pdfTable(options));
