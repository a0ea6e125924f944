/** The dates of the seal's certificate: at start, each night, at each seal. */
import { describe, expect, it } from 'vitest';
import { BF } from '../../seeds/textes/soumission-bonne-fin.js';
import { exampleValues } from '../../seeds/textes/examples.js';
import { composeActe } from '../../src/actes/compose.js';
import { createPress } from '../../src/impression/press.js';
import type { Threads } from '../../src/kit/threads.js';
import { createSeal } from '../../src/sceau/seal.js';
import { refuseOutside, validityState, whyRefused } from '../../src/sceau/validity.js';
import { raisonDe } from '../../src/travaux/travail.js';
import { CONTEXTE_ACTE } from '../actes/contexte.js';

const VALIDITY = { from: new Date('2025-01-10T00:00:00Z'), to: new Date('2027-01-20T12:00:00Z') };
const NAME = 'Cachet Méridiane';

describe.each([
  ['2025-01-09T23:59:59Z', 'pas_encore', 'is valid from 2025-01-10 only'],
  ['2025-01-10T00:00:00Z', 'valide', undefined],
  ['2026-11-21T11:59:59Z', 'valide', undefined],
  ['2026-11-21T12:00:00Z', 'bientot', undefined],
  ['2027-01-20T12:00:00Z', 'bientot', undefined],
  ['2027-01-20T12:00:01Z', 'expire', 'ended on 2027-01-20'],
])('on %s', (instant, state, refused) => {
  const now = new Date(instant);
  it(`is ${state}`, () => expect(validityState(VALIDITY, now)).toBe(state));
  it('starts, or says why not', () => {
    if (refused) expect(whyRefused(NAME, VALIDITY, now)).toContain(`“${NAME}”`);
    expect(whyRefused(NAME, VALIDITY, now)).toEqual(refused ? expect.stringContaining(refused) : undefined);
  });
  it('seals, or lets the act wait', () => {
    const sealing = () => refuseOutside(VALIDITY, now);
    if (refused) expect(sealing).toThrow('erreurs.cachet');
    else expect(sealing).not.toThrow();
  });
});

it('no act is sealed with a certificate that has ended: it is kept aside for that reason', async () => {
  const seal = await createSeal({ organisation: 'Méridiane Caution', now: new Date('2016-01-01T00:00:00Z') });
  const press = createPress({ tasks: () => () => Promise.reject(new Error('printed')) } as unknown as Threads, seal);
  const acte = composeActe(BF, exampleValues(BF), CONTEXTE_ACTE);
  const error: unknown = await press.seal(acte, { type: 'projet' }, new Date('2026-11-20T10:00:00Z')).catch((e: unknown) => e);
  expect(error).toMatchObject({ status: 503, key: 'erreurs.cachet' });
  expect(raisonDe(error)).toBe('cachet');
});
