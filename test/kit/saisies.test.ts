/** What people really type, paste and copy from an e-mail: read as it is meant, or refused for what it is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseControlCode } from '../../src/kit/control-code.js';
import { addDays, parseDay } from '../../src/kit/dates.js';
import { isSiren, parseEmail, parseSiret, siretOf, sirenOf } from '../../src/kit/identifiers.js';
import { formatMoney, money, toDecimal } from '../../src/kit/money.js';
import { parseMoney, readMoney } from '../../src/kit/read-money.js';

describe('amounts', () => {
  it.each([
    ['250000€50', 'EUR', 'forme'],
    ['12 EUR 50', 'EUR', 'forme'],
    ['100000 USD', 'EUR', 'devise'],
    ['$100000', 'EUR', 'devise'],
    ['100000 £', 'EUR', 'devise'],
    ['EUR 100000', 'USD', 'devise'],
    ['100 000 TTC', 'EUR', 'forme'],
    ['125.000', 'KWD', 'ambigu'],
    ['12.500', 'EUR', 'ambigu'],
    ['12,500', 'EUR', 'ambigu'],
    ['12.5', 'JPY', 'decimales'],
    ['1 234,567', 'EUR', 'decimales'],
    ['12 50', 'EUR', 'forme'],
    ['1 23 456', 'EUR', 'forme'],
    ['1234567890123456', 'EUR', 'long'],
    ['€€12', 'EUR', 'forme'],
    ['12 € €', 'EUR', 'forme'],
  ])('%j in %s is refused: %s', (typed, currency, fault) => expect(readMoney(typed, currency)).toEqual({ fault }));

  it.each([
    ['250 000,50 €', 'EUR', '250000.50'],
    ['€ 250,000.50', 'EUR', '250000.50'],
    ['250000.50 euros', 'EUR', '250000.50'],
    ['\u200e250\u202f000,50\u00a0€', 'EUR', '250000.50'],
    ['US$ 1,234.5', 'USD', '1234.50'],
    ['$100000', 'USD', '100000.00'],
    ['12.500', 'JPY', '12500'],
    ['125,000', 'KWD', '125.000'],
    ['1 250,500', 'KWD', '1250.500'],
    ['0.500', 'KWD', '0.500'],
    ['1000 000', 'EUR', '1000000.00'],
    ['\u22125,20', 'EUR', '-5.20'],
  ])('%j in %s is %s', (typed, currency, decimal) => {
    const read = parseMoney(typed, currency);
    expect(read && toDecimal(read)).toBe(decimal);
  });

  it('the mark of three decimals is the reader’s own', () => {
    expect(parseMoney('125.000', 'KWD', 'en')).toEqual(money(125_000n, 'KWD'));
    expect(readMoney('125,000', 'KWD', 'en')).toEqual({ fault: 'ambigu' });
  });

  it('a thousand amounts, written by us in both languages, come back as they were', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 14n }),
        fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', 'GBP', 'CHF'),
        fc.constantFrom('fr' as const, 'en' as const),
        (minor, currency, language) => {
          const value = money(minor, currency);
          const read = parseMoney(formatMoney(value, language), currency, language);
          // Refused rather than guessed, never read as something else.
          if (read) expect(read).toEqual(value);
          else expect(readMoney(formatMoney(value, language), currency, language)).toEqual({ fault: 'ambigu' });
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('dates', () => {
  it.each([
    ['04112026', '2026-11-04'],
    ['4.11.26', '2026-11-04'],
    ['4/11/26', '2026-11-04'],
    ['4-11-2026', '2026-11-04'],
    ['\u200e10/11/2026', '2026-11-10'],
    ['10/11/2026\u00a0', '2026-11-10'],
    ['4 novembre 2026', '2026-11-04'],
    ['1er décembre 2026', '2026-12-01'],
    ['1 août 2026', '2026-08-01'],
    ['4 Nov 2026', '2026-11-04'],
    ['2nd February 2026', '2026-02-02'],
    ['2026-11-04', '2026-11-04'],
    ['1/1/70', '1970-01-01'],
  ])('%j is %s', (typed, day) => expect(parseDay(typed)).toBe(day));

  it.each(['31/02/2026', '4/11', '4/11.26', '041126', '99112026', '4 nivose 2026', '4 mrs 2026', '2026/11/04/05', 'hier', '32 mai 2026'])(
    '%j is no date',
    (typed) => expect(parseDay(typed)).toBeUndefined(),
  );

  it('every day of a century, in each way of writing it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 36_000 }), (days) => {
        const day = addDays('1970-01-01', days);
        const [y = '', m = '', d = ''] = day.split('-');
        for (const typed of [`${d}/${m}/${y}`, `${d}.${m}.${y}`, `${Number(d)}/${Number(m)}/${y}`, d + m + y, day])
          expect(parseDay(typed), typed).toBe(day);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('registration numbers', () => {
  it.each([
    '\u200e20003467000014',
    '200-034-670-00014',
    'SIRET 200 034 670 00014',
    'N° SIRET : 200.034.670.00014',
    'siret: 20003467000014',
    '200\u2011034\u2011670\u201100014',
  ])('%j', (typed) => expect(parseSiret(typed)).toBe('20003467000014'));

  it('a word elsewhere, a letter for a figure, one figure too many: refused', () => {
    for (const typed of ['20003467000014 SIRET X', '2OOO3467000014', '200034670000140', 'TVA FR32200034670'])
      expect(parseSiret(typed)).toBeUndefined();
  });

  it('a thousand of them, however they are parted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000_000, max: 99_999_999 }), fc.integer({ min: 1, max: 9_999 }), (first, establishment) => {
        const siren = sirenOf(String(first));
        const siret = siretOf(siren, establishment);
        expect(isSiren(`SIREN ${siren.slice(0, 3)} ${siren.slice(3, 6)}-${siren.slice(6)}`)).toBe(true);
        for (const typed of [siret, siret.replace(/(.{3})/g, '$1 '), siret.replace(/(.{3})/g, '$1-'), `Siret ${siret}`, `\ufeff${siret}`])
          if (!typed.endsWith('-')) expect(parseSiret(typed), typed).toBe(siret);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('addresses of mail', () => {
  it.each([
    ['rene\u200b@exemple.example', 'rene@exemple.example'],
    [' Marie.Dupont@Entreprise.FR ', 'marie.dupont@entreprise.fr'],
    ['a+b@xn--caf-dma.fr', 'a+b@xn--caf-dma.fr'],
  ])('%j is %s', (typed, email) => expect(parseEmail(typed)).toBe(email));

  it.each([
    'rené@exemple.fr',
    'm\u0430rie@exemple.fr',
    'a@exemple.12',
    'a@exemple',
    'a@-exemple.fr',
    'a@exemple-.fr',
    'a..b@exemple.fr',
    'a@ex\u00e9mple.fr',
    'a b@exemple.fr',
    '<a@exemple.fr>',
  ])('%j cannot be reached', (typed) => expect(parseEmail(typed)).toBeUndefined());
});

describe('control codes', () => {
  it.each([
    '7KQF-2M9C-X41D',
    '7kqf2m9cx41d',
    '7KQF\u20112M9C\u2011X41D',
    '7KQF\u20142M9C\u2014X41D',
    '7KQF \u2013 2M9C \u2013 X41D',
    ' 7KQF\u00a02M9C\u00a0X41D ',
    'https://cautions.essai.example/verifier/7KQF-2M9C-X41D',
    'cautions.essai.example/verifier/7KQF2M9CX41D/',
    'https://cautions.essai.example/verifier/7KQF2M9CX41D?x=1#y',
    '\u200e7KQF-2M9C-X41D',
  ])('%j', (typed) => expect(parseControlCode(typed)).toBe('7KQF2M9CX41D'));
});
