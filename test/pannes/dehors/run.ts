/**
 * npm run pannes: the accidents, from outside, on the product as it is started for real; then what must still hold.
 * PANNES_SECONDES: how long the long ones last (60); PANNES_PAS: 1 kills at every message, 3 at one in three; PANNES_SEUL: one family.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmbedded } from '../../../src/kit/embedded-postgres.js';
import { migrate } from '../../../src/kit/migrate.js';
import { BUILT, killAll } from '../../setup/process.js';
import { clone, createEmpty, execute, inDatabase } from '../../setup/server.js';
import { AFTER_NIGHTS, hourChanges, NIGHTS } from './clock.js';
import { tableOf, type Constat } from './constat.js';
import { connectionsEnded, databaseAway, postgresEnded } from './database.js';
import { createFlows } from './flows.js';
import { fullDisk } from './full-disk.js';
import { openGround, type Ground } from './ground.js';
import { invariants } from './invariants.js';
import { killAtEachMessage } from './kills.js';
import { senderStops, serverFails, twoSenders } from './mails.js';

const SECONDS = Number(process.env.PANNES_SECONDES ?? 60);
const STEP = Number(process.env.PANNES_PAS ?? 1);
const ONLY = process.env.PANNES_SEUL;
const TEMPLATE = 'modele';
const say = (text: string): void => void process.stdout.write(`${text}\n`);

type Family = (ground: Ground, told: (constat: Constat) => void) => Promise<void>;

/** Each in a database of its own, whose invariants are asked afterwards. */
const FAMILIES: Readonly<Record<string, Family>> = {
  async kills(ground, told) {
    for (const flow of createFlows()) told(await killAtEachMessage(ground, flow, { step: STEP }));
  },
  async database(ground, told) {
    told(await connectionsEnded(ground, SECONDS));
    told(await databaseAway(ground, SECONDS));
    told(await postgresEnded(ground, postgres.dataFolder, 'SIGINT', 3));
    told(await postgresEnded(ground, postgres.dataFolder, 'SIGKILL', 3));
  },
  async mails(ground, told) {
    for (const mode of ['refuse', 'cut', 'hang'] as const) told(await serverFails(ground, mode));
    told(await twoSenders(ground));
    told(await senderStops(ground));
  },
  async clock(ground, told) {
    for (const night of NIGHTS) told(await hourChanges(ground, night));
  },
  async disk(_ground, told) {
    told(await fullDisk(BUILT));
  },
};

const folder = mkdtempSync(path.join(os.tmpdir(), 'cautionet-pannes-'));
const postgres = await startEmbedded({ dataDir: path.join(folder, 'postgres'), log: () => undefined });
const constats: Constat[] = [];
const told = (constat: Constat) => {
  constats.push(constat);
  say(`${new Date().toISOString().slice(11, 19)} ${constat.held === false ? 'NOT HELD ' : ''}${constat.what}: ${constat.seen}`);
};
try {
  await createEmpty(postgres.url, TEMPLATE);
  await migrate(inDatabase(postgres.url, TEMPLATE));
  await execute(inDatabase(postgres.url, TEMPLATE), 'insert into installation (demonstration) values (true)');
  for (const [name, family] of Object.entries(FAMILIES)) {
    if (ONLY !== undefined && ONLY !== name) continue;
    const database = `essai_${name}`;
    await clone(postgres.url, TEMPLATE, database);
    const ground = await openGround(inDatabase(postgres.url, database), BUILT);
    try {
      await family(ground, told);
      told(await invariants(ground.owner, name, name === 'clock' ? AFTER_NIGHTS : undefined));
    } finally {
      await killAll();
      await ground.close();
    }
  }
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
} finally {
  await killAll();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
say(`\n${tableOf(constats)}`);
if (constats.some(({ held }) => held === false)) process.exitCode = 1;
process.exit();
