/** Tables printed and files of strangers read, by threads with limits of time and memory. */
import type * as tasks from './office.task.js';
import type { PdfTableOptions } from './pdf-table.js';
import type { Sheet } from './spreadsheet.js';
import { bufferOf, Stopped, type Threads } from './threads.js';

export type Office = ReturnType<typeof createOffice>;

const PRINT_SECONDS = 60;
const READ_SECONDS = 10;

/** What a file is, told by its content. */
export interface Inspected {
  readonly type: string | undefined;
  readonly sha256: Buffer;
}

/** A file that asks for too much time or memory is answered as one that cannot be read. */
const unless =
  <T>(answer: T) =>
  (error: unknown): T => {
    if (error instanceof Stopped) return answer;
    throw error;
  };

export function createOffice(threads: Threads) {
  const run = threads.tasks<typeof tasks>(new URL('./office.task', import.meta.url));
  return {
    /** The bytes of a PDF table. */
    table: async (options: PdfTableOptions): Promise<Buffer> => bufferOf(await run('table', options, { seconds: PRINT_SECONDS })),

    /** The first sheet of a workbook. */
    sheet: (path: string, maxRows: number): Promise<Sheet> =>
      run('sheet', { path, maxRows }, { seconds: READ_SECONDS }).catch(unless<Sheet>({ fault: 'unreadable' })),

    /** The type of a file, and its SHA-256. */
    inspect: (path: string): Promise<Inspected> =>
      run('inspect', { path }, { seconds: READ_SECONDS })
        .then(({ type, sha256 }) => ({ type, sha256: bufferOf(sha256) }))
        .catch(unless<Inspected>({ type: undefined, sha256: Buffer.alloc(0) })),
  };
}
