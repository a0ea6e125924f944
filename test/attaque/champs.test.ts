/**
 * Every form that anyone is shown, every field of it, hostile values: no error of ours, nothing said back that a browser would run, no
 * way out, and the headers of every answer. `npm run attaque` sends 20 000 fields; the seed that is printed plays a run again.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { useDatabase } from '../setup/database.js';
import { preparer } from './assaut.js';
import { ouvrirMonde, type Monde } from './monde.js';

const CHAMPS = Number(process.env['ATTAQUE_CHAMPS'] ?? 600);
const SEED = Number(process.env['ATTAQUE_SEED'] ?? Date.now() % 1_000_000);

const database = useDatabase();
let monde: Monde;
beforeAll(async () => {
  monde = await ouvrirMonde(database);
}, 60_000);
afterAll(() => monde?.fermer());

it(`${CHAMPS} hostile fields (ATTAQUE_SEED=${SEED}): nothing breaks, nothing comes back raw`, { timeout: 3_600_000 }, async () => {
  const bilan = await preparer(monde, { seed: SEED, parRoute: CHAMPS > 5_000 ? 3 : 1 })(CHAMPS);
  console.log(
    `ATTAQUE_SEED=${SEED}: ${bilan.champs} fields in ${bilan.requetes} requests, ${bilan.formes.size} forms, ${JSON.stringify(bilan.statuts)}`,
  );
  expect([...new Set(bilan.fautes)].slice(0, 40)).toEqual([]);
  expect(bilan.champs).toBeGreaterThanOrEqual(CHAMPS);
});
