/** The product in parts that start and stop in order: database, data, services, web, jobs. */
import { createServer, type Server } from 'node:http';
import os from 'node:os';
import type { AddressInfo } from 'node:net';
import { DEMO_ACCOUNTS, isEmpty, loadDemo, loadReference } from '../seeds/index.js';
import { createApp } from './app.js';
import { localUrl, type Config } from './config.js';
import { startTravaux, type Travaux } from './jobs.js';
import { claimInstallation } from './installation.js';
import { createDatabase } from './kit/database.js';
import { systemClock, type Clock } from './kit/dates.js';
import { startEmbedded, type EmbeddedPostgres } from './kit/embedded-postgres.js';
import { idempotent } from './kit/idempotence.js';
import { createLogger } from './kit/logger.js';
import { migrate } from './kit/migrate.js';
import { listen as listenTo } from './kit/notices.js';
import { openSecrets } from './secrets.js';
import { createThreads } from './kit/threads.js';
import { createWorkbooks } from './kit/workbooks.js';
import { createServices, type Services } from './services.js';
import type { Route } from './http/routes.js';
import { createDisk } from './kit/disk.js';
import { createMetrics } from './surveillance/metrics.js';

export interface Product {
  readonly url: string;
  readonly services: Services;
  readonly routes: readonly Route[];
  /** Finishes what is under way, then stops every part; may be called again. */
  stop(): Promise<void>;
}

export interface ProductOptions {
  readonly config: Config;
  readonly clock?: Clock;
  readonly progress?: (message: string) => void;
  /** False where a test runs the jobs itself. */
  readonly jobs?: boolean;
  /** A part is gone for good: the process should end, so that its supervisor starts it again. */
  readonly onEnd?: (error: Error) => void;
}

export async function startProduct({
  config,
  clock = systemClock,
  progress = () => undefined,
  jobs = true,
  onEnd,
}: ProductOptions): Promise<Product> {
  const logger = createLogger(config.logLevel);
  const stops: Stop[] = [];
  const stopAll = () => stopEach(stops);
  try {
    const own = config.databaseOwnerUrl ? undefined : await embedded(config, { progress, onEnd }, stops);
    const owner = { connectionString: own?.url ?? config.databaseOwnerUrl ?? '' };
    for (const name of await migrate(owner)) progress(`Migration ${name}`);
    const metrics = createMetrics();
    const db = idempotent(
      await createDatabase({
        connection: owner,
        serving: config.databaseServingUrl,
        poolSize: config.poolSize,
        onStatement: metrics.statement,
      }),
      clock,
    );
    stops.push(() => db.close());
    let travaux: Travaux | undefined;
    const notices = listenTo(owner, ['droits', 'session'], () => {
      db.cut();
      travaux?.cut();
    });
    stops.push(() => notices.close());
    const threads = createThreads({ count: 2, memoryMb: 256 });
    const lecteurs = createThreads({ count: 2, memoryMb: 256 });
    stops.push(() => Promise.all([threads.close(), lecteurs.close()]));
    const workbooks = createWorkbooks();
    stops.push(() => workbooks.close());
    const secrets = await openSecrets(config, clock);

    let url = config.appUrl ?? '';
    const services = await createServices({
      ...secrets,
      metrics,
      disk: createDisk([config.dataDir, os.tmpdir(), ...(own ? [own.dataFolder] : [])]),
      config,
      db,
      clock,
      notices,
      threads,
      lecteurs,
      workbooks,
      logger,
      appUrl: () => url,
      reveiller: (travail) => travaux?.reveiller(travail),
      jobsAlive: () => travaux?.alive() ?? true,
      comptesDemo: DEMO_ACCOUNTS,
    });
    await claimInstallation(db, { demo: config.demo, ours: config.databaseOwnerUrl === undefined, empty: await isEmpty(db) });
    await loadData(services, progress);

    const { app, routes } = createApp(services);
    const server = createServer(app);
    await listen(server, config);
    stops.push(() => closed(server));
    if (url === '') url = localUrl(config.host, (server.address() as AddressInfo).port);
    if (jobs) {
      travaux = await startTravaux(services, { ...owner, logger, onEnd });
      stops.push(() => travaux?.stop());
    }
    return { url, services, routes, stop: stopAll };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

type Stop = () => Promise<unknown> | void;

/** Stops the parts from the last to the first, the database last. One that cannot stop does not keep the others from it; throws the first failure. */
async function stopEach(stops: Stop[]): Promise<void> {
  const failures: unknown[] = [];
  for (const stop of stops.splice(0).reverse()) {
    try {
      await stop();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

async function embedded(
  { dataDir }: Config,
  { progress, onEnd }: Required<Pick<ProductOptions, 'progress'>> & Pick<ProductOptions, 'onEnd'>,
  stops: Stop[],
): Promise<EmbeddedPostgres> {
  progress('Postgres');
  const postgres = await startEmbedded({ dataDir: `${dataDir}/postgres`, log: progress, onEnd });
  stops.push(() => postgres.stop());
  return postgres;
}

/** A first start has no insurer: the demonstration brings its portfolio; a real one its catalogue, read from the same files. */
async function loadData({ db, clock, hasher, config }: Services, progress: (message: string) => void): Promise<void> {
  if (!(await isEmpty(db))) return;
  if (config.demo) await loadDemo(db, { clock, hashSecret: (secret) => hasher.hash(secret), progress });
  else await loadReference(db);
}

function listen(server: Server, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`PORT: ${port} is already taken on ${host}; choose another one.`) : error),
    );
    server.listen(port, host, resolve);
  });
}

/** Waits for the answers under way; idle connections are closed at once, the rest after ten seconds. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 10_000).unref();
  });
}
