/** Tables and letters printed by threads with limits of time and memory. */
import type * as tasks from './office.task.js';
import type { PdfLetterOptions } from './pdf-letter.js';
import type { PdfTableOptions } from './pdf-table.js';
import { bufferOf, type Threads } from './threads.js';

export type Office = ReturnType<typeof createOffice>;

const PRINT_SECONDS = 60;

export function createOffice(threads: Threads) {
  const run = threads.tasks<typeof tasks>(new URL('./office.task', import.meta.url));
  return {
    /** The bytes of a PDF table. */
    table: async (options: PdfTableOptions): Promise<Buffer> => bufferOf(await run('table', options, { seconds: PRINT_SECONDS })),
    /** The bytes of a PDF letter. */
    letter: async (options: PdfLetterOptions): Promise<Buffer> => bufferOf(await run('letter', options, { seconds: PRINT_SECONDS })),
  };
}
