/** The quick part of `npm run pannes`: a few of its accidents, on the product started by its command. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../setup/database.js';
import { killAll } from '../setup/process.js';
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

describe('killed with -9', () => {
  // Every flow is tried at every message by `npm run pannes`.
  const quick = process.env.PANNES_TOUT ? createFlows() : createFlows().filter(({ name }) => name === 'validate one');
  it.each(quick.map((flow) => [flow.name, flow] as const))('during: %s', { timeout: 600_000 }, async (_name, flow) => {
    const constat = await killAtEachMessage(ground, flow, process.env.PANNES_TOUT ? {} : { step: 6 });
    console.log(constat.what, constat.seen);
    expect(constat).toMatchObject({ held: true });
  });
});

it('leaves nothing out of step', async () => {
  expect(await brokenInvariants(ground.owner)).toEqual([]);
});
