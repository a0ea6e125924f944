/** Work done outside requests (mail, nightly jobs, exports): graphile-worker on the same Postgres, no other queue. */
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, parseCrontab, run, type JobHelpers, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker';
import type pg from 'pg';
import { isAway } from './outage.js';
import { closed, createPool, cut, isBusy } from './pools.js';

/** A task must be safe to run twice: it is tried again when it throws, and when a machine dies in the middle. */
export type Task = (payload: unknown, helpers: JobHelpers) => Promise<void>;

export interface JobsLogger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export interface JobsOptions {
  /** Connection of the schema's owner, as a URL. */
  connectionString: string;
  tasks: Readonly<Record<string, Task>>;
  /** Lines as in cron, in UTC: `15 1 * * * echeances ?jobKey=echeances`. */
  crontab?: string;
  /** Tasks at the same time in this process. */
  concurrency?: number;
  logger?: JobsLogger;
  /** The queue stopped by itself and could not be started again: the process should end, so that it is. */
  onEnd?: (error: Error) => void;
  /** Waits before each new start of a queue that stopped by itself (ms). */
  restarts?: readonly number[];
}

export interface AddOptions {
  /** A waiting job of the same key is replaced instead of doubled. */
  jobKey?: string;
  runAt?: Date;
  maxAttempts?: number;
}

export interface Jobs {
  /** Asks for a task; it starts within milliseconds, or at `runAt`. */
  add(name: string, payload?: unknown, options?: AddOptions): Promise<void>;
  /** False while the queue is stopped. */
  alive(): boolean;
  /** Ends its connections where they are: a database that says nothing any more is away. */
  cut(): void;
  /** Waits for the tasks that run, takes no other; may be called again. */
  stop(): Promise<void>;
}

/** Half a minute, for a queue that finds its database and still cannot start. */
const RESTARTS = [100, 500, 1_000, 2_000, 4_000, 8_000, 15_000];
/** The wait between two looks for a database that is away: its rank. */
const WAITING = 3;
/** Connections beside those of the tasks: one that listens, those that ask and look. */
const SPARE = 3;

/**
 * Makes or updates the queue's own tables (schema `graphile_worker`), then starts to work. Several machines may do so on
 * the same database: each job runs on one of them, each line of the crontab once. A queue that stops by itself (the database
 * away for longer than it bears) is started again, as soon as the database is back.
 * @throws when the crontab cannot be read, or Postgres is lost before the first search for a job
 */
export async function startJobs(settings: JobsOptions): Promise<Jobs> {
  const { connectionString, concurrency = 2, logger = silent, onEnd = () => undefined, restarts = RESTARTS } = settings;
  // The queue does not know how to speak in pipeline.
  const pool = createPool({ connectionString }, concurrency + SPARE, undefined, false);
  const start = () => startQueue({ ...settings, concurrency, logger, pool });
  let queue: Queue | undefined = await start();
  let stopping = false;

  async function restart(): Promise<Queue | undefined> {
    for (let tries = 0; tries < restarts.length;) {
      await sleep(restarts[tries], undefined, { ref: false });
      if (stopping) return undefined;
      try {
        return await start();
      } catch (error) {
        logger.warn(`The jobs could not start again: ${String(error)}`);
        // Away is not broken: the database is waited for, however long it takes.
        tries = waited(error) || waited((error as Error).cause) ? Math.min(tries + 1, WAITING, restarts.length - 1) : tries + 1;
      }
    }
    onEnd(new Error('The jobs stopped and could not be started again.'));
    return undefined;
  }

  async function watch(): Promise<void> {
    while (queue) {
      const { ended, runner } = queue;
      const why = await ended;
      if (stopping) return;
      logger.error(`The jobs stopped by themselves: ${String(why ?? 'no reason given')}`);
      queue = undefined;
      runner.stop().catch(() => undefined);
      queue = await restart();
      if (stopping) await queue?.runner.stop().catch(() => undefined);
    }
  }
  void watch();

  let stopped: Promise<void> | undefined;
  async function stop(): Promise<void> {
    stopping = true;
    // What was cut short is taken up again at the next start.
    await queue?.runner.stop().catch((error: unknown) => logger.warn(`The jobs did not stop cleanly: ${String(error)}`));
    await closed(pool);
  }
  return {
    add: async (name, payload = {}, options = {}) => {
      if (!queue) throw new Error('The jobs are stopped: what is asked now is found at their next start.');
      await queue.runner.addJob(name, payload, options);
    },
    alive: () => queue !== undefined,
    cut: () => cut(pool),
    stop: () => (stopped ??= stop()),
  };
}

/** Away, or silent: no connection came in time. */
const waited = (error: unknown): boolean => isAway(error) || isBusy(error);

interface Queue {
  readonly runner: Runner;
  /** Settles, with the reason, when the queue works no more. */
  readonly ended: Promise<unknown>;
}

type QueueOptions = JobsOptions & Required<Pick<JobsOptions, 'concurrency' | 'logger'>> & { readonly pool: pg.Pool };

async function startQueue({ pool, tasks, crontab = '', concurrency, logger }: QueueOptions): Promise<Queue> {
  const events: WorkerEvents = new EventEmitter();
  const looked = firstLook(events);
  const blind = lookedInVain(events);
  const runner = await run({
    pgPool: pool,
    taskList: tasks as TaskList,
    parsedCronItems: parseCrontab(crontab),
    concurrency,
    pollInterval: 2_000,
    noHandleSignals: true, // the application stops its parts in its own order
    logger: workerLogger(logger),
    events,
  });
  const ended = Promise.race([runner.promise.catch((error: unknown) => error), blind]);
  await orStop(runner, looked);
  return { runner, ended };
}

/** Workers look for jobs for ever, whatever they find: so many failures in a row and the queue is alive in name only. */
const FAILURES = 10;

const lookedInVain = (events: WorkerEvents): Promise<unknown> =>
  new Promise((resolve) => {
    let failures = 0;
    const seen = () => void (failures = 0);
    events.on('worker:getJob:empty', seen);
    events.on('job:start', seen);
    events.on('worker:getJob:error', ({ error }) => {
      failures += 1;
      if (failures >= FAILURES) resolve(error);
    });
  });

/**
 * The first successful search for a job. The queue keeps for ever a failure to read the names of its tasks (0.17): a
 * connection lost at that moment would leave workers that look alive and do nothing.
 */
const firstLook = (events: WorkerEvents): Promise<void> =>
  new Promise((resolve, reject) => {
    events.once('worker:getJob:empty', () => resolve());
    events.once('job:start', () => resolve());
    events.once('worker:getJob:error', ({ error }) => reject(new Error(`The jobs could not start: ${String(error)}`, { cause: error })));
  });

async function orStop(runner: Runner, looked: Promise<void>): Promise<void> {
  try {
    await looked;
  } catch (error) {
    await runner.stop();
    throw error;
  }
}

const silent: JobsLogger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Only the message: a job's payload may hold people's data. The queue's own "info" is a debug line here. */
function workerLogger(logger: JobsLogger): Logger {
  const methods = { error: logger.error, warning: logger.warn, info: logger.debug, debug: logger.debug };
  return new Logger(() => (level, message) => methods[level].call(logger, message));
}
