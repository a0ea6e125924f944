/**
 * Exports: written by threads of their own to a file that only passes, as fast as the database gives its rows, and sent from there
 * at the reader's pace. Whoever does not read holds neither a connection nor a thread.
 */
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Response } from 'express';
import { EXPORTS_AT_ONCE } from './database.js';
import { Refus } from './errors.js';
import { createSpool, type Spool } from './spool.js';
import { tempPath } from './temp.js';
import { createThreads } from './threads.js';
import { contentDisposition } from './web/send-file.js';
import type { Line, WorkbookOptions } from './workbook.js';
import type * as tasks from './workbook.task.js';

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Exports of one person that may be on their way. */
const PER_PERSON = 3;
/** A reader who takes nothing for so long is let go. */
const STALL_MS = 60_000;
const MAX_SECONDS = 600;

/** What the thread says while it writes: it can take rows; so many bytes are in the file. */
export type Said = { readonly wanted: true } | { readonly written: number };
/** What it is given: rows, or the word that there will be no more, because all were given or because nobody wants them. */
export type Given = { readonly rows: readonly Line[] } | { readonly over: 'all' | 'left' };

export type Workbooks = ReturnType<typeof createWorkbooks>;

/** `stallMs`: how long a reader may take nothing. */
export function createWorkbooks({ stallMs = STALL_MS } = {}) {
  const threads = createThreads({ count: EXPORTS_AT_ONCE, memoryMb: 192 });
  const run = threads.tasks<typeof tasks>(new URL('./workbook.task', import.meta.url));
  const going = new Map<number, number>();

  /** Counts an export of a person, until the answer is called. */
  function enter(who: number): () => void {
    const already = going.get(who) ?? 0;
    if (already >= PER_PERSON) throw new Refus(429, 'erreurs.trop_exports');
    going.set(who, already + 1);
    return () => {
      const left = (going.get(who) ?? 1) - 1;
      if (left > 0) going.set(who, left);
      else going.delete(who);
    };
  }

  return {
    /**
     * Sends a workbook to a reader, from the first byte on; `who`: whose export it is. A source that fails breaks the connection,
     * so that a cut file never passes for a whole one, and its error is thrown; a reader who leaves is no error.
     */
    async send(res: Response, who: number, { filename, rows, ...sheet }: WorkbookOptions): Promise<void> {
      const leave = enter(who);
      const file = tempPath();
      const spool = createSpool(file);
      const { port1: port, port2 } = new MessageChannel();
      const source = rows[Symbol.asyncIterator]();
      const fed = feed(port, source, spool, res);
      const written = run('write', { ...sheet, file, port: port2 }, { seconds: MAX_SECONDS, transfer: [port2] }).then(
        ({ size }) => {
          spool.grow(size);
          spool.end();
        },
        (error: unknown) => spool.fail(fed.failure ?? error),
      );
      try {
        await deliver(res, filename, spool, stallMs);
      } finally {
        await written;
        port.close();
        await source.return?.();
        await rm(file, { force: true });
        leave();
      }
    },
    close: () => threads.close(),
  };
}

type Batches = AsyncIterator<readonly Line[]>;

/** Gives rows to the thread when it can take them, until there are no more or their reader has left. */
function feed(port: MessagePort, source: Batches, spool: Spool, res: Response): { failure?: unknown } {
  const fed: { failure?: unknown } = {};
  const give = (given: Given) => port.postMessage(given);
  port.on('message', (said: Said) => {
    if ('written' in said) return spool.grow(said.written);
    if (res.destroyed) return give({ over: 'left' });
    source.next().then(
      ({ done, value }) => give(done ? { over: 'all' } : { rows: value }),
      (error: unknown) => {
        fed.failure = error;
        give({ over: 'left' });
      },
    );
  });
  return fed;
}

async function deliver(res: Response, filename: string, spool: Spool, stallMs: number): Promise<void> {
  const closed = new Promise((resolve) => res.once('close', resolve));
  await Promise.race([spool.ready(), closed]);
  if (res.destroyed) return;
  res.setHeader('Content-Type', TYPE);
  res.setHeader('Content-Disposition', contentDisposition(filename, 'attachment'));
  let failure: unknown;
  const bytes = (async function* () {
    try {
      yield* spool.bytes();
    } catch (error) {
      failure = error;
      throw error;
    }
  })();
  res.setTimeout(stallMs, () => res.destroy());
  await pipeline(Readable.from(bytes, { objectMode: false }), res).catch(() => undefined);
  if (failure !== undefined) throw failure;
}
