/** Writes a workbook to a file, in a thread of its own: see `workbooks`. */
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { Writable } from 'node:stream';
import type { MessagePort } from 'node:worker_threads';
import type { Given, Said } from './workbooks.js';
import { task } from './threads.js';
import { writeWorkbook, type Line, type WorkbookOptions } from './workbook.js';

type Sheet = Omit<WorkbookOptions, 'filename' | 'rows'> & { readonly file: string; readonly port: MessagePort };

export const write = task(async ({ file, port, ...sheet }: Sheet): Promise<{ size: number }> => {
  const say = (said: Said) => port.postMessage(said);
  const handle = await open(file, 'wx', 0o600);
  let written = 0;
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      handle.appendFile(chunk).then(() => {
        written += chunk.length;
        say({ written });
        done();
      }, done);
    },
  });
  try {
    await writeWorkbook(output, { ...sheet, rows: asked(port, say) });
    return { size: written };
  } finally {
    await handle.close();
    port.close();
  }
});

/** The rows as they come, asked for one batch ahead. */
async function* asked(port: MessagePort, say: (said: Said) => void): AsyncGenerator<readonly Line[]> {
  const ask = async (): Promise<Given> => {
    const answer = once(port, 'message');
    say({ wanted: true });
    return ((await answer) as [Given])[0];
  };
  for (let next = ask(); ;) {
    const given = await next;
    if ('over' in given && given.over === 'left') throw new Error('nobody wants these rows');
    if ('over' in given) return;
    next = ask();
    yield given.rows;
  }
}
