/** What ends a guarantee of the demonstration, as the law of its kind has it. */
import { addMonths, type Day } from '../../src/kit/dates.js';

/** Months from the réception to the last day of a retention: a year (loi 71-584, art. 2), or the délai de garantie and one more (R2191-42). */
const RETENUES: Readonly<Record<string, readonly number[]>> = { RG_PRIV: [12], RG_PUB: [12, 1], GAPD_RG: [12, 1] };

/** The réception alone ends a performance bond. */
export const surReception = (typeCredit: string): boolean => typeCredit === 'BF' || typeCredit in RETENUES;

/** The latest réception after which the engagement is over by a day. */
export const receptionPour = (typeCredit: string, libre: Day): Day =>
  (RETENUES[typeCredit] ?? []).reduce((jour, mois) => addMonths(jour, -mois), libre);
