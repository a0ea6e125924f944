/** What a caution costs, per period: the rule of the premium (1-domain, "Premium and invoices"). Pure, exact. */
import { addDays, addMonths, daysBetween, type Day } from '../kit/dates.js';
import { add, compare, divideHalfUp, money, type Money, type Percent } from '../kit/money.js';

export const PERIODES = ['mois', 'trimestre', 'annee'] as const;
export type TypePeriode = (typeof PERIODES)[number];

/** Calendar month, quarter or year, both days included. */
export interface Periode {
  readonly type: TypePeriode;
  readonly du: Day;
  readonly au: Day;
}

/** Terms of the contrat and of the autorisation: annual rate, day base, least premium per act and period, fee per act. */
export interface Tarif {
  readonly taux: Percent;
  readonly base: 360 | 365;
  readonly minimum: Money;
  readonly frais: Money;
}

const MOIS: Record<TypePeriode, number> = { mois: 1, trimestre: 3, annee: 12 };

/** Scale of a percentage (ten-thousandths of a percent) times the hundred of the percentage itself. */
const PERCENT_UNITS = 1_000_000n;

/** The calendar period of a type that holds a day. */
export function periodeDe(type: TypePeriode, jour: Day): Periode {
  const mois = MOIS[type];
  const premier = Math.floor((Number(jour.slice(5, 7)) - 1) / mois) * mois + 1;
  const du = `${jour.slice(0, 4)}-${String(premier).padStart(2, '0')}-01`;
  return { type, du, au: addDays(addMonths(du, mois), -1) };
}

export const periodeSuivante = ({ type, au }: Periode): Periode => periodeDe(type, addDays(au, 1));
export const periodePrecedente = ({ type, du }: Periode): Periode => periodeDe(type, addDays(du, -1));

/**
 * One line of an invoice: amount × annual rate × days / base, rounded half up to the currency's minor unit, at least the
 * minimum, plus the fee. Pass a fee of zero after the first period.
 * @param jours whole days outstanding in the period, at least 1
 * @throws RangeError for another number of days, or when the currencies differ
 */
export function premium({ montant, taux, jours, base, minimum, frais }: Tarif & { montant: Money; jours: number }): Money {
  if (!Number.isInteger(jours) || jours < 1) throw new RangeError(`${jours} is not a number of days`);
  const prorata = money(divideHalfUp(montant.minor * taux * BigInt(jours), PERCENT_UNITS * BigInt(base)), montant.currency);
  return add(compare(prorata, minimum) < 0 ? minimum : prorata, frais);
}

/** Days of a period on which a caution is outstanding; `fin` is the first day it no longer is, or null. */
export function joursDus(periode: Periode, effet: Day, fin: Day | null): number {
  const premier = effet > periode.du ? effet : periode.du;
  const lendemain = addDays(periode.au, 1);
  return Math.max(0, daysBetween(premier, fin !== null && fin < lendemain ? fin : lendemain));
}

export interface Estimation {
  /** Days of the first period, from the effective date to its end. */
  readonly jours: number;
  /** Premium of those days, fee apart. */
  readonly premierePeriode: Money;
  readonly frais: Money;
  readonly premiereFacture: Money;
  /** Premium of the next whole calendar period, when the caution lives to see it. */
  readonly periodePleine: Money;
}

/**
 * What a demande would cost, before it is saved: the first period in proportion to its days, then a whole one.
 * @param effet first day outstanding: the later of the effective date and today
 * @param fin last day of an act with a firm end, or null
 */
export function estimer({
  montant,
  effet,
  fin,
  periode,
  ...tarif
}: Tarif & { montant: Money; effet: Day; fin: Day | null; periode: TypePeriode }): Estimation {
  const premiere = periodeDe(periode, effet);
  const suivante = periodeSuivante(premiere);
  const gratuit = money(0n, montant.currency);
  const jours = Math.max(1, joursDus(premiere, effet, fin && addDays(fin, 1)));
  const premierePeriode = premium({ ...tarif, montant, jours, frais: gratuit });
  return {
    jours,
    premierePeriode,
    frais: tarif.frais,
    premiereFacture: add(premierePeriode, tarif.frais),
    periodePleine: premium({ ...tarif, montant, jours: joursDus(suivante, suivante.du, null), frais: gratuit }),
  };
}
