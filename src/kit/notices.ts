/** Notices of the database (LISTEN), so that what a process remembers is forgotten as soon as another changes it. */
import pg from 'pg';
import { streamOf } from './pools.js';

export interface Notices {
  /** False while the line is down: nothing should be remembered then. */
  readonly live: () => boolean;
  on(channel: string, heard: (payload: string) => void): void;
  close(): Promise<void>;
}

const RETRY_MS = 500;

/** The pulse of the line, and how many beats may stay without an answer. Counted, not timed: a process out of breath is no silence. */
const BEAT_MS = 1_000;
const BEATS = 5;

/**
 * Listens on its own connection; tries again for ever when it breaks, telling everyone to forget at each new start. It is also how one
 * knows that the database says nothing any more (stopped, or its packets lost on the way): nothing breaks then, and pages would wait for ever.
 * @param onSilence called when nothing was answered for some five seconds
 */
export function listen(connection: pg.ClientConfig, channels: readonly string[], onSilence: () => void = () => undefined): Notices {
  const listeners = new Map<string, ((payload: string) => void)[]>();
  let live = false;
  let closed = false;
  let client: pg.Client | undefined;
  const tell = (channel: string, payload: string) => listeners.get(channel)?.forEach((heard) => heard(payload));

  async function open(): Promise<void> {
    const line = new pg.Client({ ...connection, keepAlive: true });
    client = line;
    let unanswered = 0;
    const beat = setInterval(() => {
      unanswered += 1;
      if (unanswered > BEATS) {
        streamOf(line).destroy();
        onSilence();
      } else if (live && unanswered === 1)
        line.query('select').then(
          () => (unanswered = 0),
          () => undefined,
        );
    }, BEAT_MS).unref();
    const broken = () => {
      live = false;
      clearInterval(beat);
      if (!closed && client === line) setTimeout(() => void open(), RETRY_MS).unref();
    };
    line.once('end', broken);
    line.on('error', () => undefined);
    line.on('notification', ({ channel, payload = '' }) => tell(channel, payload));
    try {
      await line.connect();
      await line.query(channels.map((channel) => `listen ${channel}`).join(';'));
      // What changed while nobody listened is unknown: an empty payload means everything.
      for (const channel of channels) tell(channel, '');
      unanswered = 0;
      live = true;
    } catch {
      await line.end().catch(() => undefined);
    }
  }
  void open();

  return {
    live: () => live,
    on: (channel, heard) => void listeners.set(channel, [...(listeners.get(channel) ?? []), heard]),
    async close() {
      closed = true;
      live = false;
      await client?.end().catch(() => undefined);
    },
  };
}

/** Remembers answers by key for a while, as long as the notices are live. */
export function remembered<Key, Value>(notices: Notices, channel: string, ttlMs: number, max = 5_000) {
  const kept = new Map<Key, { readonly value: Value; readonly until: number }>();
  let heard = 0;
  notices.on(channel, (payload) => {
    heard += 1;
    if (payload === '') kept.clear();
    else kept.delete(payload as Key);
  });
  return {
    get(key: Key): Value | undefined {
      const found = notices.live() ? kept.get(key) : undefined;
      return found && found.until > Date.now() ? found.value : undefined;
    },
    /** Number of notices heard: a value read before one came is not kept after it. */
    generation: () => heard,
    set(key: Key, value: Value, generation: number): void {
      if (generation !== heard) return;
      if (kept.size >= max) kept.clear();
      if (notices.live()) kept.set(key, { value, until: Date.now() + ttlMs });
    },
    forget: (key: Key) => void kept.delete(key),
  };
}
