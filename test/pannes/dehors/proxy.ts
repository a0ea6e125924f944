/**
 * Stands between a process and its Postgres: counts the messages that leave for it, cuts at the n-th, goes away and comes back. A
 * message is all that Postgres acts upon as one: a query of plain text, or a prepared one with its words and its end (Sync).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import net, { type Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';

export interface Proxy {
  /** The address of the same database through it. */
  readonly url: string;
  /** The messages counted since `watch`. */
  readonly count: () => number;
  /** Counts from now on; at the n-th, which is held back with all that follows, `cut` is called. */
  watch(n: number, cut: () => void): void;
  unwatch(): void;
  /** Ends every connection, and takes no other until `up`. */
  down(): Promise<void>;
  up(): Promise<void>;
  /** Ends every connection, once. */
  drop(): void;
  /** Takes everything and lets nothing through, as a stopped server or a cable that was cut, until `speak`. */
  hush(): void;
  speak(): void;
  close(): Promise<void>;
}

/** Query and Sync, by their letters. */
const ACTS = new Set([0x51, 0x53]);

/** What the door of a database is: a port, or a socket of the file system. */
export type Door = 'tcp' | 'file';

export async function startProxy(databaseUrl: string, door: Door = 'file'): Promise<Proxy> {
  const target = new URL(databaseUrl);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'px-'));
  const file = path.join(folder, '.s.PGSQL.5432');
  const pairs = new Set<Socket>();
  let port = 0;
  let counted = 0;
  let limit = Infinity;
  let cut: () => void = () => undefined;
  let silent = false;

  const server = net.createServer((near) => {
    const far = connect(target);
    const messages = splitter();
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      pairs.add(one);
      if (silent) one.pause();
      one.on('error', () => undefined);
      one.once('close', () => {
        pairs.delete(one);
        other.destroy();
      });
    }
    far.on('data', (chunk: Buffer) => near.write(chunk));
    near.on('data', (chunk: Buffer) => {
      for (const message of messages(chunk)) {
        if (ACTS.has(message[0] ?? 0)) counted += 1;
        if (counted >= limit) {
          limit = Infinity;
          cut();
          near.destroy();
          return;
        }
        far.write(message);
      }
    });
  });
  const drop = () => pairs.forEach((socket) => socket.destroy());
  const up = () =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      if (door === 'file') server.listen(file, resolve);
      else server.listen(port, '127.0.0.1', resolve);
    });
  const down = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      drop();
    });
  await up();
  if (door === 'tcp') port = (server.address() as net.AddressInfo).port;
  const own = new URL(databaseUrl);
  own.hostname = door === 'file' ? encodeURIComponent(folder) : '127.0.0.1';
  own.port = door === 'file' ? '5432' : String(port);
  return {
    url: own.href,
    count: () => counted,
    watch: (n, then) => {
      counted = 0;
      limit = n;
      cut = then;
    },
    unwatch: () => void (limit = Infinity),
    down,
    up,
    drop,
    hush: () => {
      silent = true;
      pairs.forEach((socket) => socket.pause());
    },
    speak: () => {
      silent = false;
      pairs.forEach((socket) => socket.resume());
    },
    close: async () => {
      await down().catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function connect({ hostname, port }: URL): Socket {
  const host = decodeURIComponent(hostname);
  return host.startsWith('/')
    ? net.connect(path.join(host, `.s.PGSQL.${port || 5432}`))
    : net.connect(Number(port || 5432), host.replace(/^\[|\]$/g, ''));
}

/**
 * Whole messages out of what has come: the first of a connection has a length only, the others a letter before it.
 * One that asks for encryption is eight bytes long like any other first one.
 */
function splitter(): (chunk: Buffer) => Buffer[] {
  let kept = Buffer.alloc(0);
  let started = false;
  return (chunk) => {
    kept = Buffer.concat([kept, chunk]);
    const messages: Buffer[] = [];
    for (;;) {
      const head = started ? 1 : 0;
      if (kept.length < head + 4) return messages;
      const size = head + kept.readInt32BE(head);
      if (kept.length < size) return messages;
      messages.push(kept.subarray(0, size));
      kept = kept.subarray(size);
      started = true;
    }
  };
}
