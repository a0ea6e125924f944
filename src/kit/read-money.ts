/** Amounts and percentages as people type them: read exactly, or not at all. Pure. */
import { CURRENCY_NAMES } from './currencies.js';
import { decimals, money, PERCENT_SCALE, scaled, type Currency, type Language, type Money, type Percent } from './money.js';
import { tidyLine } from './printable.js';

/** Why an amount was not read: another currency, two readings, too many decimals, too long, not a number. */
export type AmountFault = 'devise' | 'ambigu' | 'decimales' | 'long' | 'forme';

type Read = { readonly money: Money } | { readonly fault: AmountFault };

/** Longest amount accepted from a person: fifteen digits before the decimal mark, as the `montant` domain in Postgres. */
const MAX_DIGITS = 15;

/** Signs of currencies, as people put them before or after an amount; any other currency goes by its code. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  EUR: ['€', 'EUROS', 'EURO'],
  USD: ['US$', '$'],
  GBP: ['£'],
  JPY: ['¥', 'JP¥'],
  CNY: ['¥', 'CN¥'],
  CHF: ['FR.', 'SFR'],
};

/**
 * Reads an amount in whatever form a person types: "1234567.89", "1 234 567,89", "1.234.567,89", "1,234,567.89 €". Its sign or code
 * may stand at one end, and must be this currency's. A lone mark before three digits is never guessed: "12.500" may mean twelve and
 * a half or twelve thousand five hundred; where a currency has three decimals, the reader's language decides of its own mark.
 */
export function readMoney(typed: string, currency: Currency, language: Language = 'fr'): Read {
  const bare = withoutSign(tidyLine(typed).replace('\u2212', '-'), currency);
  const scale = decimals(currency);
  const lone = /^-?[1-9]\d{0,2}([.,])\d{3}$/.exec(bare.replace(/\s/g, ''));
  if (lone && scale === 0) return ofDecimal(bare.replace(/[\s.,]/g, ''), currency);
  if (lone && (scale !== 3 || lone[1] !== (language === 'fr' ? ',' : '.'))) return { fault: 'ambigu' };
  const decimal = normalise(bare);
  return decimal === undefined ? { fault: namesAnother(bare, currency) ? 'devise' : 'forme' } : ofDecimal(decimal, currency);
}

/** The same, or undefined when it is not an amount in that currency. */
export function parseMoney(typed: string, currency: Currency, language: Language = 'fr'): Money | undefined {
  const read = readMoney(typed, currency, language);
  return 'money' in read ? read.money : undefined;
}

/** Reads a percentage as typed ("5", "5,25 %"), at most four decimals; undefined when it is not one. */
export function parsePercent(typed: string): Percent | undefined {
  const decimal = normalise(tidyLine(typed).replace(/\s?%$/, ''));
  return decimal === undefined || tooLong(decimal) ? undefined : scaled(decimal, PERCENT_SCALE);
}

function ofDecimal(decimal: string, currency: Currency): Read {
  if (tooLong(decimal)) return { fault: 'long' };
  if ((decimal.split('.')[1] ?? '').length > decimals(currency)) return { fault: 'decimales' };
  const minor = scaled(decimal, decimals(currency));
  return minor === undefined ? { fault: 'forme' } : { money: money(minor, currency) };
}

const signsOf = (currency: Currency): readonly string[] => [currency, ...(SIGNS[currency] ?? [])];

/** Takes the currency's own sign or code from one end. */
function withoutSign(text: string, currency: Currency): string {
  const upper = text.toUpperCase();
  for (const sign of signsOf(currency)) {
    if (upper.endsWith(sign)) return text.slice(0, -sign.length).trim();
    if (upper.startsWith(sign)) return text.slice(sign.length).trim();
    if (upper.startsWith(`-${sign}`)) return `-${text.slice(sign.length + 1).trim()}`;
  }
  return text;
}

const namesAnother = (text: string, currency: Currency): boolean =>
  [...new Set([...Object.keys(CURRENCY_NAMES), ...Object.keys(SIGNS)])].some(
    (other) =>
      other !== currency &&
      signsOf(other).some((sign) =>
        text
          .toUpperCase()
          .split(/[\d\s.,]+/)
          .includes(sign),
      ),
  );

/** A typed number as a plain decimal: the last of "," or "." is the decimal mark unless it can only separate thousands. */
function normalise(typed: string): string | undefined {
  // Spaces and apostrophes part thousands, and nothing else.
  if (/\d[\s'’]/.test(typed) && !/^-?\d+([\s'’]\d{3})+([.,]\d*)?$/.test(typed)) return undefined;
  const match = /^(-?)(\d[\d.,]*|[.,]\d+)$/.exec(typed.replace(/[\s'’]/g, ''));
  if (!match) return undefined;
  const [, sign = '', body = ''] = match;
  const marks = body.replace(/\d/g, '');
  const last = marks.at(-1);
  if (last === undefined) return sign + body;
  const onlyOnce = marks.indexOf(last) === marks.length - 1;
  const cut = body.lastIndexOf(last);
  const [head, tail] = onlyOnce ? [body.slice(0, cut), body.slice(cut + 1)] : [body, ''];
  if (!/^(\d*|\d{1,3}([.,]\d{3})+)$/.test(head) || !/^\d*$/.test(tail)) return undefined;
  return `${sign}${head.replace(/[.,]/g, '') || '0'}${tail ? `.${tail}` : ''}`;
}

const tooLong = (decimal: string): boolean => (/^-?0*(\d*)/.exec(decimal)?.[1] ?? '').length > MAX_DIGITS;
