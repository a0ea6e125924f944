/** The quick part of `npm run pannes`: a few of its accidents, on the product started by its command. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { useDatabase } from '../setup/database.js';
import { killAll } from '../setup/process.js';
import { hourChanges, NIGHTS } from './dehors/clock.js';
import { connectionsEnded, databaseAway } from './dehors/database.js';
import { createFlows } from './dehors/flows.js';
import { openGround, type Ground } from './dehors/ground.js';
import { brokenInvariants } from './dehors/invariants.js';
import { killAtEachMessage } from './dehors/kills.js';

const database = useDatabase();
let ground: Ground;

beforeAll(async () => {
  ground = await openGround(database.url);
}, 60_000);
afterAll(async () => {
  await killAll();
  await ground?.close();
});

const flows = createFlows();
// Every flow is tried at every message by `npm run pannes`.
it.each(['validate one', 'identify an entity'])('killed with -9 during: %s', { timeout: 180_000 }, async (name) => {
  const flow = flows.find((one) => one.name === name);
  expect(flow && (await killAtEachMessage(ground, flow, { step: 11 }))).toMatchObject({ held: true });
});

it('its connections ended each second', { timeout: 120_000 }, async () => {
  expect(await connectionsEnded(ground, 5)).toMatchObject({ held: true });
});

it('its database away', { timeout: 120_000 }, async () => {
  expect(await databaseAway(ground, 5)).toMatchObject({ held: true });
});

it('leaves nothing out of step', async () => {
  expect(await brokenInvariants(ground.owner)).toEqual([]);
});

it.each(NIGHTS)('the hour changes in $name', { timeout: 60_000 }, async (night) => {
  expect(await hourChanges(ground, night)).toMatchObject({ held: true });
});
