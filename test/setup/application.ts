/** The whole product on a test database: real services, real pages, a port of its own; jobs are run by the test. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readConfig, type Config } from '../../src/config.js';
import { startProduct, type Product } from '../../src/product.js';
import { openSecrets } from '../../src/secrets.js';
import { sql } from '../../src/kit/database.js';
import type { Clock } from '../../src/kit/dates.js';
import type { TestDatabase } from './database.js';
import { MAINTENANT } from './maison.js';

export const CODE = '246813';

export interface Application extends Product {
  /** Does what the jobs would do now: seals, then mails. */
  travailler(): Promise<void>;
}

/** Time goes by from the day of the house: a journey reads the same whatever the day it runs on. */
function horloge(): Clock {
  const depart = Date.now();
  return () => new Date(MAINTENANT().getTime() + Date.now() - depart);
}

/** Every product here has the same: a key takes as long to find as all the rest of a start. */
let secrets: string | undefined;

async function giveSecrets(config: Config): Promise<void> {
  const file = path.join(config.dataDir, 'demonstration.json');
  if (secrets !== undefined) return writeFileSync(file, secrets, { mode: 0o600 });
  await openSecrets(config, MAINTENANT);
  secrets = readFileSync(file, 'utf8');
}

/** Starts on a database that already holds its insurer: nothing of the demonstration is loaded. */
export async function demarrer(
  database: Pick<TestDatabase, 'url'>,
  {
    clock = horloge(),
    jobs = false,
    smtpUrl,
    strict = false,
    host,
    clamavUrl,
    metricsToken,
  }: {
    clock?: Clock;
    jobs?: boolean;
    smtpUrl?: string;
    strict?: boolean;
    host?: string;
    clamavUrl?: string;
    metricsToken?: string;
  } = {},
): Promise<Application> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'cautionet-app-'));
  const config = readConfig({
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    PORT: '0',
    HOST: host,
    SMTP_URL: smtpUrl,
    CLAMAV_URL: clamavUrl,
    METRICS_TOKEN: metricsToken,
    STRICT_SIGN_IN: strict ? '1' : '0',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
    VIEW_CACHE: '1',
  });
  await giveSecrets(config);
  const product = await startProduct({ config, clock, jobs });
  const { services } = product;
  // Everyone of the house opens with the same code, hashed once.
  const hash = await services.hasher.hash(CODE);
  await services.db.systeme.rows(sql`update identifiant set secret = ${hash} where secret is null`);
  return {
    ...product,
    async travailler() {
      await services.actes.scellerEnAttente();
      await services.courriels.envoyer();
    },
    async stop() {
      await product.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
