/** Work that would keep everybody waiting, done by a few threads: with limits of time and memory, each task by itself. */
import { createRequire } from 'node:module';
import { setPriority } from 'node:os';
import { isMainThread, MessageChannel, type MessagePort, type Transferable } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';
import { Piscina } from 'piscina';

/** A task that took too long or too much, or whose thread died; the others are unharmed, the thread is replaced. */
export class Stopped extends Error {}

interface Order<Input> {
  readonly input: Input;
  readonly started: MessagePort;
}

// On Linux the priority is that of the calling thread: where processors are few, the event loop goes first.
if (!isMainThread && process.platform === 'linux') setPriority(10);

/** A function of a file of tasks, as `createThreads` calls it there. */
export const task =
  <Input, Output>(work: (input: Input) => Output | Promise<Output>) =>
  ({ input, started }: Order<Input>): Output | Promise<Output> => {
    started.postMessage(null);
    started.close();
    return work(input);
  };

type Tasks = Readonly<Record<string, (order: never) => unknown>>;
type InputOf<T> = T extends (order: Order<infer Input>) => unknown ? Input : never;

/** Does a task of a file; throws what it threw, or `Stopped` after `seconds` of work, its turn not counted. */
export type Run<T extends Tasks> = <N extends keyof T & string>(
  name: N,
  input: InputOf<T[N]>,
  limits: { seconds: number; transfer?: readonly Transferable[] },
) => Promise<Awaited<ReturnType<T[N]>>>;

export interface Threads {
  /** The tasks of a file, from its address without the extension. */
  tasks<T extends Tasks>(file: URL): Run<T>;
  close(): Promise<void>;
}

/** Run from the sources, a thread must read TypeScript as its parent does. */
const SOURCES = import.meta.url.endsWith('.ts');

/** `count` threads at most, each with so much memory; they start when they are needed. */
export function createThreads({ count, memoryMb }: { count: number; memoryMb: number }): Threads {
  const pool = new Piscina({
    execArgv: SOURCES ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href] : [],
    minThreads: 0,
    maxThreads: count,
    idleTimeout: 60_000,
    atomics: 'disabled',
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  pool.on('error', () => undefined); // told to whoever asked for the task

  async function run(filename: string, name: string, input: unknown, seconds: number, transfer: readonly Transferable[]): Promise<unknown> {
    const late = new AbortController();
    const { port1, port2 } = new MessageChannel();
    let timer: NodeJS.Timeout | undefined;
    port1.once('message', () => (timer = setTimeout(() => late.abort(), seconds * 1_000)));
    try {
      return await pool.run({ input, started: port2 }, { filename, name, signal: late.signal, transferList: [port2, ...transfer] });
    } catch (error) {
      throw late.signal.aborted || isDeath(error) ? new Stopped(name, { cause: error }) : error;
    } finally {
      clearTimeout(timer);
      port1.close();
    }
  }

  return {
    tasks:
      (file) =>
      (name, input, { seconds, transfer = [] }) =>
        run(`${file.href}${SOURCES ? '.ts' : '.js'}`, name, input, seconds, transfer) as Promise<never>,
    close: () => pool.destroy(),
  };
}

/** Of the thread, not of its work: no memory left, or ended from outside. */
const isDeath = (error: unknown): boolean =>
  error instanceof Error &&
  ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY' ||
    /worker (exited|terminated|thread)|terminating worker/i.test(error.message));

/** Bytes that came from a thread, which knows no Buffer. */
export const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
