/** What a caution of an authorisation costs, from a day on until the next tariff. Pure. */
import type { Day } from '../kit/dates.js';
import { fromDecimal, percent, type Money, type Percent } from '../kit/money.js';

export interface Tarif {
  /** First day on which it is true. */
  readonly du: Day;
  /** Annual rate. */
  readonly taux: Percent;
  /** Least premium per act and period. */
  readonly minimum: Money;
  /** Fee per act. */
  readonly frais: Money;
}

/** As Postgres keeps it. */
export interface TarifRow {
  readonly du: Day;
  readonly taux: string;
  readonly minimum: string;
  readonly frais: string;
}

/** The tariffs of an authorisation in the order of their days; of two written for the same day, the later one. */
export function readTarifs(rows: readonly TarifRow[], devise: string): Tarif[] {
  const parJour = new Map(rows.map((row) => [row.du, row]));
  return [...parJour.values()]
    .sort((a, b) => (a.du < b.du ? -1 : 1))
    .map(({ du, taux, minimum, frais }) => ({
      du,
      taux: percent(taux),
      minimum: fromDecimal(minimum, devise),
      frais: fromDecimal(frais, devise),
    }));
}

/** The tariff of a day: the last that began by then; before the first of them, the first. Throws when there is none. */
export function tarifDu(tarifs: readonly Tarif[], jour: Day): Tarif {
  const tarif = tarifs.findLast(({ du }) => du <= jour) ?? tarifs[0];
  if (!tarif) throw new RangeError('an authorisation has a tariff');
  return tarif;
}
