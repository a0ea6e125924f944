/** Work done outside requests (mail, nightly jobs, exports): graphile-worker on the same Postgres, no other queue. */
import { EventEmitter } from 'node:events';
import { Logger, parseCrontab, run, type JobHelpers, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker';
import type pg from 'pg';

/** A task must be safe to run twice: it is tried again when it throws, and when a machine dies in the middle. */
export type Task = (payload: unknown, helpers: JobHelpers) => Promise<void>;

export interface JobsLogger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export interface JobsOptions {
  /** Connection of the schema's owner, as a URL, or a pool of such connections (at least `concurrency` + 2). */
  connectionString?: string;
  pool?: pg.Pool;
  tasks: Readonly<Record<string, Task>>;
  /** Lines as in cron, in UTC: `15 1 * * * echeances ?jobKey=echeances`. */
  crontab?: string;
  /** Tasks at the same time in this process. */
  concurrency?: number;
  logger?: JobsLogger;
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
  /** Waits for the tasks that run, takes no other; may be called again. */
  stop(): Promise<void>;
}

/**
 * Makes or updates the queue's own tables (schema `graphile_worker`), then starts to work. Several machines may do so on
 * the same database: each job runs on one of them, each line of the crontab once.
 * @throws when the crontab cannot be read, or Postgres is lost before the first search for a job
 */
export async function startJobs({
  connectionString,
  pool,
  tasks,
  crontab = '',
  concurrency = 2,
  logger = silent,
}: JobsOptions): Promise<Jobs> {
  const events: WorkerEvents = new EventEmitter();
  const looked = firstLook(events);
  const runner = await run({
    ...(pool ? { pgPool: pool } : { connectionString }),
    taskList: tasks as TaskList,
    parsedCronItems: parseCrontab(crontab),
    concurrency,
    pollInterval: 2_000,
    noHandleSignals: true, // the application stops its parts in its own order
    logger: workerLogger(logger),
    events,
  });
  await orStop(runner, looked);
  let stopped: Promise<void> | undefined;
  runner.promise.catch((error: unknown) => logger.error(`The jobs stopped: ${String(error)}`));
  return {
    add: async (name, payload = {}, options = {}) => {
      await runner.addJob(name, payload, options);
    },
    // What was cut short is taken up again at the next start.
    stop: () => (stopped ??= runner.stop().catch((error: unknown) => logger.warn(`The jobs did not stop cleanly: ${String(error)}`))),
  };
}

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
