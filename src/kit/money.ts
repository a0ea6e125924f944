/** Money: exact amounts in the currency's minor unit. Nothing here is ever a binary float. */

/** ISO 4217 code, for example `EUR`. */
export type Currency = string;

/** An exact amount: `minor` units (cents for EUR) of `currency`. */
export interface Money {
  readonly minor: bigint;
  readonly currency: Currency;
}

/** A percentage in ten-thousandths of a percent: 5 % is 50 000n, 0.85 % is 8 500n. */
export type Percent = bigint;

export type Language = 'fr' | 'en';

const DECIMALS: Record<string, number> = {
  JPY: 0,
  KRW: 0,
  XOF: 0,
  XAF: 0,
  XPF: 0,
  CLP: 0,
  VND: 0,
  BHD: 3,
  KWD: 3,
  OMR: 3,
  TND: 3,
  JOD: 3,
  IQD: 3,
  LYD: 3,
};
const SYMBOLS: Record<string, string> = { EUR: '€', USD: '$', GBP: '£', JPY: '¥' };
export const PERCENT_SCALE = 4;

/** Number of decimals of a currency (ISO 4217): 2 unless listed. */
export const decimals = (currency: Currency): number => DECIMALS[currency] ?? 2;

export const money = (minor: bigint, currency: Currency): Money => ({ minor, currency });
export const zero = (currency: Currency): Money => money(0n, currency);

/** Reads a Postgres `numeric` ("1234.500") as money. Throws when it holds more decimals than the currency has. */
export function fromDecimal(decimal: string, currency: Currency): Money {
  const minor = scaled(decimal, decimals(currency));
  if (minor === undefined) throw new RangeError(`${decimal} is not an amount in ${currency}`);
  return money(minor, currency);
}

/** Plain decimal, as Postgres and machines read it: "1234.50". */
export function toDecimal({ minor, currency }: Money): string {
  return unscaled(minor, decimals(currency));
}

/** For a spreadsheet cell only, which knows no other number: exact up to fifteen digits, never computed with here. */
export const moneyToNumber = (value: Money): number => Number(toDecimal(value));

/** Reads a percentage stored as a plain decimal. */
export function percent(decimal: string): Percent {
  const value = scaled(decimal, PERCENT_SCALE);
  if (value === undefined) throw new RangeError(`${decimal} is not a percentage`);
  return value;
}

/** Plain decimal of a percentage, without trailing zeros: "5", "0.85". */
export const percentToDecimal = (value: Percent): string => unscaled(value, PERCENT_SCALE).replace(/\.?0+$/, '');

export const add = (a: Money, b: Money): Money => money(a.minor + same(a, b).minor, a.currency);
export const subtract = (a: Money, b: Money): Money => money(a.minor - same(a, b).minor, a.currency);
export const compare = (a: Money, b: Money): number => (a.minor < same(a, b).minor ? -1 : a.minor > b.minor ? 1 : 0);

/** `rate` percent of an amount, rounded to the minor unit, half away from zero. */
export const applyPercent = (base: Money, rate: Percent): Money => money(divideHalfUp(base.minor * rate, 1_000_000n), base.currency);

/** `rate` percent of an amount, rounded to the minor unit below, or above: what a law caps, and what it asks for at least. */
export const applyPercentDown = (base: Money, rate: Percent): Money => money(divideDown(base.minor * rate, 1_000_000n), base.currency);
export const applyPercentUp = (base: Money, rate: Percent): Money => money(-divideDown(-base.minor * rate, 1_000_000n), base.currency);

const divideDown = (numerator: bigint, denominator: bigint): bigint =>
  numerator / denominator - (numerator < 0n && numerator % denominator !== 0n ? 1n : 0n);

/** Integer division rounded half away from zero: the rounding of invoices. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const sign = numerator < 0n === denominator < 0n ? 1n : -1n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  return sign * ((2n * n + d) / (2n * d));
}

/** How much of `whole` a `part` is, in ten-thousandths of a percent; zero when `whole` is zero. */
export const shareOf = (part: Money, whole: Money): Percent =>
  whole.minor === 0n ? 0n : divideHalfUp(same(whole, part).minor * 1_000_000n, whole.minor);

/** The pieces of an amount as shown: whole part with its thousands, decimals with their mark, symbol. */
export interface MoneyParts {
  readonly whole: string;
  readonly fraction: string;
  readonly symbol: string;
}

/** Splits an amount for display, so that a view can let the cents recede. No Intl: this runs once per cell. */
export function moneyParts({ minor, currency }: Money, language: Language): MoneyParts {
  const [whole = '0', fraction] = unscaled(minor < 0n ? -minor : minor, decimals(currency)).split('.');
  const french = language === 'fr';
  return {
    whole: (minor < 0n ? '\u2212' : '') + whole.replace(/\B(?=(\d{3})+$)/g, french ? '\u202f' : ','),
    fraction: fraction === undefined ? '' : (french ? ',' : '.') + fraction,
    symbol: SYMBOLS[currency] ?? currency,
  };
}

/** An amount in words of figures: `1 234 567,89 €` in French, `€1,234,567.89` in English. */
export function formatMoney(value: Money, language: Language): string {
  const { whole, fraction, symbol } = moneyParts(value, language);
  if (language === 'fr') return `${whole}${fraction}\u00a0${symbol}`;
  return symbol.length === 1 ? `${symbol}${whole}${fraction}` : `${symbol}\u00a0${whole}${fraction}`;
}

/** An amount as an act states it: its ISO code, which no other dollar shares; in French, the euro keeps its sign. */
export function formatMoneyOfAct(value: Money, language: Language): string {
  const { whole, fraction } = moneyParts(value, language);
  if (language === 'en') return `${value.currency}\u00a0${whole}${fraction}`;
  return `${whole}${fraction}\u00a0${value.currency === 'EUR' ? '€' : value.currency}`;
}

/** A percentage for people: `0,85 %`, `0.85%`; `digits` fixes the number of decimals. */
export function formatPercent(value: Percent, language: Language, digits?: number): string {
  const decimal =
    digits === undefined ? percentToDecimal(value) : unscaled(divideHalfUp(value, 10n ** BigInt(PERCENT_SCALE - digits)), digits);
  return language === 'fr' ? `${decimal.replace('.', ',')}\u00a0%` : `${decimal}%`;
}

function same(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`${a.currency} and ${b.currency} cannot be added`);
  return b;
}

/** Any length: a sum may be longer than what a person may type. */
export function scaled(decimal: string, scale: number): bigint | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > scale) return undefined;
  return BigInt(sign + whole + kept.padEnd(scale, '0'));
}

function unscaled(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return value < 0n ? `-${text}` : text;
}

/** An amount as one types it. */
export function typedAmount(decimal: string, langue: Language, devise: Currency = 'EUR'): string {
  const { whole, fraction } = moneyParts(fromDecimal(decimal, devise), langue);
  return whole + fraction;
}
