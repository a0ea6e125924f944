import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyPercent,
  compare,
  divideHalfUp,
  formatMoney,
  formatPercent,
  fromDecimal,
  money,
  moneyParts,
  percent,
  shareOf,
  subtract,
  toDecimal,
} from '../../src/kit/money.js';
import { parsePercent } from '../../src/kit/read-money.js';
import { parseMoney } from '../../src/kit/read-money.js';

describe('reading what people type', () => {
  it.each([
    ['1234567.89', 123456789n],
    ['1 234 567,89', 123456789n],
    ['1\u202f234\u202f567,89\u00a0€', 123456789n],
    ['1.234.567,89', 123456789n],
    ['1,234,567.89', 123456789n],
    ['€1,234.5', 123450n],
    ['EUR 12', 1200n],
    ["1'234.50", 123450n],
    ['1.234.567', 123456700n],
    ['0,5', 50n],
    [',5', 50n],
    ['-12,30', -1230n],
    ['007', 700n],
  ])('%s', (typed, minor) => expect(parseMoney(typed, 'EUR')).toEqual({ minor, currency: 'EUR' }));

  it.each([
    '',
    ' ',
    'abc',
    '=1+1',
    '{{7*7}}',
    '1,2,3',
    '1.23.45',
    '12.500',
    '12,345',
    '1e5',
    'NaN',
    '--1',
    '12345678901234567890',
    '1,234.567',
  ])('refuses %j', (typed) => expect(parseMoney(typed, 'EUR')).toBeUndefined());

  it('knows the decimals of a currency', () => {
    expect(parseMoney('12,500', 'KWD')).toEqual(money(12500n, 'KWD'));
    expect(parseMoney('12.5', 'JPY')).toBeUndefined();
    expect(toDecimal(money(12n, 'JPY'))).toBe('12');
  });

  it('reads percentages', () => {
    expect(parsePercent('5 %')).toBe(50_000n);
    expect(parsePercent('0,85')).toBe(8_500n);
    expect(parsePercent('0.00001')).toBeUndefined();
  });
});

describe('exactness', () => {
  it('gives back what it wrote, in both languages', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }),
        fc.constantFrom('EUR', 'USD', 'JPY', 'KWD'),
        (minor, currency) => {
          const value = money(minor, currency);
          expect(fromDecimal(toDecimal(value), currency)).toEqual(value);
          expect(parseMoney(formatMoney(value, 'fr'), currency)).toEqual(value);
        },
      ),
    );
  });

  it('rounds half away from zero', () => {
    expect([divideHalfUp(5n, 2n), divideHalfUp(-5n, 2n), divideHalfUp(4n, 3n), divideHalfUp(-4n, 3n)]).toEqual([3n, -3n, 1n, -1n]);
    expect(applyPercent(fromDecimal('1440000', 'EUR'), percent('5'))).toEqual(fromDecimal('72000', 'EUR'));
    expect(applyPercent(fromDecimal('0.10', 'EUR'), percent('5'))).toEqual(fromDecimal('0.01', 'EUR'));
  });

  it('never mixes currencies', () => {
    expect(() => subtract(fromDecimal('1', 'EUR'), fromDecimal('1', 'USD'))).toThrow(RangeError);
    expect(() => compare(fromDecimal('1', 'EUR'), fromDecimal('1', 'USD'))).toThrow(RangeError);
  });

  it('shares a whole', () =>
    expect(formatPercent(shareOf(fromDecimal('836.5', 'EUR'), fromDecimal('1000', 'EUR')), 'fr', 1)).toBe('83,7\u00a0%'));
});

describe('showing', () => {
  it.each([
    [123456789n, 'EUR', 'fr', '1\u202f234\u202f567,89\u00a0€'],
    [123456789n, 'EUR', 'en', '€1,234,567.89'],
    [-5n, 'EUR', 'fr', '−0,05\u00a0€'],
    [123456n, 'CHF', 'en', 'CHF\u00a01,234.56'],
    [1234567n, 'KWD', 'fr', '1\u202f234,567\u00a0KWD'],
  ] as const)('%s %s in %s', (minor, currency, language, shown) => expect(formatMoney(money(minor, currency), language)).toBe(shown));
  it('lets the cents stand apart', () =>
    expect(moneyParts(money(6435000n, 'EUR'), 'fr')).toEqual({ whole: '64\u202f350', fraction: ',00', symbol: '€' }));
});
