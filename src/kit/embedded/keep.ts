/** A Postgres that ends by itself (killed, crashed) is started again at the same address; one that cannot be is told of. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from './server.js';

/** Before each new start (ms); half a minute in all. */
const WAITS = [0, 500, 1_000, 2_000, 4_000, 8_000, 15_000];
/** After so long a life, an end is a first one again (ms). */
const STEADY_MS = 60_000;

export interface KeepOptions {
  /** The same Postgres once more, ready; throws when it cannot be. */
  readonly start: () => Promise<Server>;
  readonly log: (line: string) => void;
  /** It is gone for good. */
  readonly onEnd: (error: Error) => void;
}

/** Watches a Postgres that is ready; answers how it is stopped: fast and cleanly, whatever it was doing. */
export function keepRunning(first: Server, { start, log, onEnd }: KeepOptions): () => Promise<void> {
  const stopping = new AbortController();
  let server = first;
  let failures = 0;

  /** False when it could not be started again, or was to stop. */
  async function restarted(why: string): Promise<boolean> {
    let reason = why;
    for (const wait of WAITS.slice(failures)) {
      failures += 1;
      await sleep(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return false;
      try {
        server = await start();
        log('Postgres runs again');
        return true;
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
        log(`Postgres could not start again: ${reason}`);
      }
    }
    onEnd(new Error(`Postgres ended and could not be started again: ${reason}`));
    return false;
  }

  async function watch(): Promise<void> {
    for (;;) {
      const began = Date.now();
      const said = await server.ended;
      if (stopping.signal.aborted) return;
      log(`Postgres ended by itself: ${said}`);
      if (Date.now() - began > STEADY_MS) failures = 0;
      if (!(await restarted(said))) return;
      if (stopping.signal.aborted) server.close();
    }
  }
  const watching = watch();
  return () => {
    stopping.abort();
    server.close();
    return watching;
  };
}
