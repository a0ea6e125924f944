import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromDecimal, type Language } from '../../src/kit/money.js';
import { amountInWords } from '../../src/kit/words.js';

const words = (decimal: string, currency = 'EUR', language: Language = 'fr') => amountInWords(fromDecimal(decimal, currency), language);

describe('amounts in French words', () => {
  it.each([
    ['0', 'zéro euro'],
    ['0.01', 'zéro euro et un centime'],
    ['1', 'un euro'],
    ['1.01', 'un euro et un centime'],
    ['2', 'deux euros'],
    ['21', 'vingt et un euros'],
    ['71', 'soixante et onze euros'],
    ['80', 'quatre-vingts euros'],
    ['81', 'quatre-vingt-un euros'],
    ['99', 'quatre-vingt-dix-neuf euros'],
    ['100', 'cent euros'],
    ['200', 'deux cents euros'],
    ['201', 'deux cent un euros'],
    ['1000', 'mille euros'],
    ['3000', 'trois mille euros'],
    ['80000', 'quatre-vingt mille euros'],
    ['200000', 'deux cent mille euros'],
    ['12043.20', 'douze mille quarante-trois euros et vingt centimes'],
    ['0.80', 'zéro euro et quatre-vingts centimes'],
    ['1000000', 'un million d’euros'],
    ['2000000', 'deux millions d’euros'],
    ['2000100', 'deux millions cent euros'],
    ['1200000.05', 'un million deux cent mille euros et cinq centimes'],
    ['200000000', 'deux cents millions d’euros'],
    ['80000000', 'quatre-vingts millions d’euros'],
    ['1000000000', 'un milliard d’euros'],
    ['2000000000.50', 'deux milliards d’euros et cinquante centimes'],
  ])('%s €: %s', (decimal, expected) => expect(words(decimal)).toBe(expected));

  it.each([
    ['1', 'USD', 'un dollar des États-Unis'],
    ['2000000.02', 'USD', 'deux millions de dollars des États-Unis et deux cents'],
    ['21', 'GBP', 'vingt et une livres sterling'],
    ['1.01', 'GBP', 'une livre sterling et un penny'],
    ['500.25', 'CHF', 'cinq cents francs suisses et vingt-cinq centimes'],
    ['1000000', 'JPY', 'un million de yens'],
    ['12.345', 'TND', 'douze dinars tunisiens et trois cent quarante-cinq millimes'],
    ['7', 'XOF', 'sept francs CFA (BCEAO)'],
    ['12.50', 'ZZZ', 'douze ZZZ et cinquante centièmes'],
  ])('%s %s: %s', (decimal, currency, expected) => expect(words(decimal, currency)).toBe(expected));
});

describe('amounts in English words', () => {
  it.each([
    ['1200000.05', 'EUR', 'One million two hundred thousand euros and five cents'],
    ['1', 'EUR', 'One euro'],
    ['8400', 'USD', 'Eight thousand four hundred US dollars'],
    ['1.01', 'USD', 'One US dollar and one cent'],
    ['2000000', 'EUR', 'Two million euros'],
    ['21.50', 'GBP', 'Twenty-one pounds sterling and fifty pence'],
    ['99.99', 'CHF', 'Ninety-nine Swiss francs and ninety-nine centimes'],
    ['1000', 'JPY', 'One thousand yen'],
    ['3.250', 'KWD', 'Three Kuwaiti dinars and two hundred and fifty fils'],
    ['205', 'EUR', 'Two hundred and five euros'],
  ])('%s %s: %s', (decimal, currency, expected) => expect(words(decimal, currency, 'en')).toBe(expected));
});

it('two different amounts never read the same', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 17n), fc.bigInt(0n, 10n ** 17n), fc.constantFrom<Language>('fr', 'en'), (a, b, language) => {
      const [one, other] = [a, b].map((minor) => amountInWords({ minor, currency: 'EUR' }, language));
      expect(one === other).toBe(a === b);
    }),
  );
});
