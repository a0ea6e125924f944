/** A file read while it is written: its writer never waits for its reader, who gets the first bytes at once. */
import { open } from 'node:fs/promises';

export interface Spool {
  /** So many bytes are in the file. */
  grow(size: number): void;
  /** There will be no more. */
  end(): void;
  /** There will be no more, and the file is not whole: whoever reads it is told. */
  fail(error: unknown): void;
  /** When there is something to read; throws when there never will be. */
  ready(): Promise<void>;
  bytes(): AsyncGenerator<Buffer>;
}

const CHUNK = 64 * 1024;

export function createSpool(file: string): Spool {
  let size = 0;
  let ended = false;
  let failure: unknown;
  let wake: () => void = () => undefined;
  const change = (apply: () => void) => {
    apply();
    wake();
  };
  /** True when there is more than `at` bytes, false when there never will be. */
  async function beyond(at: number): Promise<boolean> {
    while (size <= at && !ended) await new Promise<void>((resolve) => (wake = resolve));
    if (failure !== undefined) throw failure;
    return size > at;
  }
  return {
    grow: (bytes) => change(() => (size = Math.max(size, bytes))),
    end: () => change(() => (ended = true)),
    fail: (error) =>
      change(() => {
        failure = error;
        ended = true;
      }),
    ready: async () => void (await beyond(0)),
    async *bytes() {
      if (!(await beyond(0))) return;
      const handle = await open(file, 'r');
      try {
        for (let at = 0; await beyond(at);) {
          const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(CHUNK), 0, Math.min(CHUNK, size - at), at);
          at += bytesRead;
          yield buffer.subarray(0, bytesRead);
        }
      } finally {
        await handle.close();
      }
    },
  };
}
