/** ClamAV's daemon, asked over TCP or a Unix socket with its own protocol (INSTREAM): the file travels, its path does not. */
import { createReadStream } from 'node:fs';
import net from 'node:net';

/** Clean; something was found; or no answer that says so: whatever the reason, the file was not scanned whole. */
export type Verdict =
  { readonly is: 'clean' } | { readonly is: 'found'; readonly name: string } | { readonly is: 'unknown'; readonly why: string };

export interface Antivirus {
  scan(file: string): Promise<Verdict>;
  /** True when the daemon answers at all. */
  alive(): Promise<boolean>;
}

interface ClamdOptions {
  /** `tcp://host:port` or `unix:/path`. */
  readonly url: string;
  /** For a whole scan, the daemon's own work included. */
  readonly seconds?: number;
}

const SCAN_SECONDS = 30;
const PING_SECONDS = 2;
const PORT = 3310;
/** An answer is one short line. */
const MAX_ANSWER = 1_024;

export function createClamd({ url, seconds = SCAN_SECONDS }: ClamdOptions): Antivirus {
  return {
    scan: (file) =>
      ask(url, seconds, (socket) => send(socket, file)).then(verdictOf, (error: Error) => ({ is: 'unknown', why: error.message })),
    alive: () =>
      ask(url, PING_SECONDS, async (socket) => void socket.write('zPING\0')).then(
        (answer) => answer === 'PONG',
        () => false,
      ),
  };
}

/** Only `stream: OK`, whole, is clean. */
function verdictOf(answer: string): Verdict {
  if (answer === 'stream: OK') return { is: 'clean' };
  const name = /^stream: (.+) FOUND$/.exec(answer)?.[1];
  return name === undefined ? { is: 'unknown', why: answer || 'no answer' } : { is: 'found', name };
}

/** Each chunk with its length before it, then a chunk of nothing. */
async function send(socket: net.Socket, file: string): Promise<void> {
  socket.write('zINSTREAM\0');
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    if (socket.destroyed) return;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    socket.write(length);
    if (!socket.write(chunk)) await new Promise<void>((resolve) => void socket.once('drain', resolve).once('close', () => resolve()));
  }
  socket.write(Buffer.alloc(4));
}

/** One question, and the line that answers it, ended by a NUL; throws when it does not come whole in time. */
function ask(url: string, seconds: number, question: (socket: net.Socket) => Promise<void>): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(addressOf(url));
    let answer = '';
    const timer = setTimeout(() => socket.destroy(new Error('no answer in time')), seconds * 1_000);
    socket.setEncoding('utf8');
    socket.once('connect', () => question(socket).catch((error: Error) => socket.destroy(error)));
    socket.on('data', (text: string) => {
      answer += text;
      if (answer.includes('\0')) {
        resolve(answer.slice(0, answer.indexOf('\0')));
        socket.destroy();
      } else if (answer.length > MAX_ANSWER) socket.destroy(new Error('an answer without end'));
    });
    socket.on('error', reject);
    socket.once('close', () => {
      clearTimeout(timer);
      reject(new Error('the connection was cut'));
    });
  });
}

function addressOf(url: string): net.NetConnectOpts {
  if (url.startsWith('unix:')) return { path: url.slice('unix:'.length).replace(/^\/\/(?=\/)/, '') };
  const { hostname, port } = new URL(url);
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || PORT) };
}
