// Prints every route: verb, address, for whom.
import pino from 'pino';
import { createApp } from '../src/app.js';
import { readConfig } from '../src/config.js';
import { databaseAs } from '../src/kit/database.js';
import { systemClock } from '../src/kit/dates.js';
import { createDisk } from '../src/kit/disk.js';
import { createThreads } from '../src/kit/threads.js';
import { createWorkbooks } from '../src/kit/workbooks.js';
import { createServices } from '../src/services.js';
import { createMetrics } from '../src/surveillance/metrics.js';
import { createSeal } from '../src/sceau/seal.js';

// Nothing connects: the routes are declared when the application is made.
const services = await createServices({
  config: readConfig({}),
  db: databaseAs({ client: {}, garant: {}, systeme: {}, key: { interne: Buffer.alloc(0), externe: Buffer.alloc(0) } }),
  clock: systemClock,
  notices: { live: () => false, on: () => undefined, close: () => Promise.resolve() },
  threads: createThreads({ count: 1, memoryMb: 64 }),
  lecteurs: createThreads({ count: 1, memoryMb: 64 }),
  workbooks: createWorkbooks(),
  disk: createDisk([]),
  metrics: createMetrics(),
  logger: pino({ level: 'silent' }),
  seal: await createSeal({ organisation: 'Routes', now: new Date() }),
  pepper: '',
  sessionSecret: 'routes',
  appUrl: () => 'http://localhost',
  reveiller: () => undefined,
  jobsAlive: () => true,
  comptesDemo: [],
});
for (const { method, path, pour } of createApp(services).routes)
  process.stdout.write(`${method.toUpperCase().padEnd(5)} ${path.padEnd(44)} ${Array.isArray(pour) ? pour.join(', ') : String(pour)}\n`);
process.exit(0);
