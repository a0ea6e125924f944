import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COUNTRIES, countryName, countryOptions, parseCountry } from '../../src/kit/countries.js';
import { formatSiret, isEmail, isSiren, isSiret, parseSiret, sirenOf, siretOf } from '../../src/kit/identifiers.js';

describe('SIREN and SIRET', () => {
  it.each(['732829320', '732 829 320', '356000000', '552 100 554'])('%s is a SIREN', (typed) => expect(isSiren(typed)).toBe(true));
  it.each(['732829321', '000000000', '73282932', '7328293200', 'abcdefghi', ''])('%s is not a SIREN', (typed) =>
    expect(isSiren(typed)).toBe(false),
  );
  it.each(['73282932000074', '732 829 320 00074', '35600000000048', '35600000049837', '35600000000006'])('%s is a SIRET', (typed) =>
    expect(isSiret(typed)).toBe(true),
  );
  it.each(['73282932000075', '7328293200007', '00000000000000', '35600000000044', 'ABC', '732829320000741'])('%s is not a SIRET', (typed) =>
    expect(isSiret(typed)).toBe(false),
  );
  it('reads and shows a SIRET', () => {
    expect(parseSiret('732 829 320 00074')).toBe('73282932000074');
    expect(formatSiret('73282932000074')).toBe('732\u202f829\u202f320\u202f00074');
  });
  it('makes invented numbers that pass their check, and one wrong digit breaks them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10_000_000, max: 99_999_999 }),
        fc.integer({ min: 1, max: 999 }),
        fc.nat(13),
        (start, branch, position) => {
          const siret = siretOf(sirenOf(String(start)), branch);
          expect(isSiret(siret)).toBe(true);
          const wrong = String((Number(siret[position]) + 1) % 10);
          if (!siret.startsWith('356000000')) expect(isSiret(siret.slice(0, position) + wrong + siret.slice(position + 1))).toBe(false);
        },
      ),
    );
  });
});

describe('e-mail addresses', () => {
  it.each(['a@b.example', 'Jean.Dupont+x@sous.domaine.fr', "o'neil@x.co.uk"])('%s', (typed) => expect(isEmail(typed)).toBe(true));
  it.each([
    '',
    'a',
    'a@b',
    'a@@b.fr',
    'a b@c.fr',
    'a@b..fr',
    'a@.fr',
    '.a@b.fr',
    'a@-b.fr',
    'a\n@b.fr',
    `${'x'.repeat(65)}@b.fr`,
    `a@${'b.'.repeat(200)}fr`,
  ])('not %s', (typed) => expect(isEmail(typed)).toBe(false));
});

describe('countries', () => {
  it('are the 249 of ISO 3166-1, each named in both languages', () => {
    expect(COUNTRIES).toHaveLength(249);
    expect(new Set(COUNTRIES).size).toBe(249);
    for (const code of COUNTRIES) for (const language of ['fr', 'en'] as const) expect(countryName(code, language)).not.toBe(code);
  });
  it('are read by code or by name, accents or not', () => {
    expect(['fr', 'France', 'FRANCE '].map(parseCountry)).toEqual(['FR', 'FR', 'FR']);
    expect(['Norvege', 'norway', "cote d'ivoire"].map(parseCountry)).toEqual(['NO', 'NO', 'CI']);
    expect(['', 'Narnia', 'XX'].map(parseCountry)).toEqual([undefined, undefined, undefined]);
  });
  it('are listed in the order of the language', () => {
    const names = countryOptions('fr').map(({ libelle }) => libelle);
    expect(names).toEqual([...names].sort(new Intl.Collator('fr').compare));
  });
});
