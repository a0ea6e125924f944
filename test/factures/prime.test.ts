import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimer, joursDus, periodeDe, periodePrecedente, periodeSuivante, premium } from '../../src/factures/prime.js';
import { fromDecimal, percent, toDecimal } from '../../src/kit/money.js';

interface Cas {
  readonly nom: string;
  readonly montant: string;
  readonly taux: string;
  readonly jours: number;
  readonly base?: 360 | 365;
  readonly minimum?: string;
  readonly frais?: string;
  readonly devise?: string;
  readonly prime: string;
}

const CAS: readonly Cas[] = [
  { nom: '64 350 € at 0.85 % for 31 days: 47.1005…', montant: '64350', taux: '0.85', jours: 31, prime: '47.10' },
  { nom: 'a whole quarter of 92 days', montant: '64350', taux: '0.85', jours: 92, prime: '139.78' },
  { nom: 'exactly half a cent goes up', montant: '100', taux: '1.8', jours: 1, prime: '0.01' },
  { nom: 'below half a cent goes down', montant: '99.99', taux: '1.8', jours: 1, prime: '0.00' },
  { nom: 'a year of 360 days is the whole rate', montant: '10000', taux: '1.43', jours: 360, prime: '143.00' },
  { nom: '365 days on a base of 365 too', montant: '10000', taux: '1.43', jours: 365, base: 365, prime: '143.00' },
  { nom: '365 days on a base of 360 are more', montant: '10000', taux: '1.43', jours: 365, prime: '144.99' },
  { nom: 'the minimum, when the days cost less', montant: '1200', taux: '0.35', jours: 5, minimum: '10', prime: '10.00' },
  { nom: 'the days, when they cost as much as the minimum', montant: '36000', taux: '1', jours: 10, minimum: '10', prime: '10.00' },
  { nom: 'the fee comes on top of the minimum', montant: '1200', taux: '0.35', jours: 5, minimum: '10', frais: '17', prime: '27.00' },
  { nom: 'the fee on top of the days', montant: '64350', taux: '0.85', jours: 31, minimum: '10', frais: '15', prime: '62.10' },
  { nom: 'a rate of nought costs the minimum', montant: '5000', taux: '0', jours: 90, minimum: '12.50', prime: '12.50' },
  { nom: 'four decimals of a rate count', montant: '1000000', taux: '0.7225', jours: 90, prime: '1806.25' },
  { nom: 'thousandths in Kuwaiti dinars', montant: '12345.678', taux: '1.25', jours: 31, base: 365, devise: 'KWD', prime: '13.107' },
  { nom: 'no decimals in yen', montant: '1000000', taux: '0.9', jours: 45, devise: 'JPY', prime: '1125' },
  { nom: 'the largest amounts stay exact', montant: '999999999999999.99', taux: '2', jours: 1, base: 365, prime: '54794520547.95' },
];

describe('premium', () => {
  it.each(CAS)('$nom', ({ montant, taux, jours, base = 360 as const, minimum = '0', frais = '0', devise = 'EUR', prime }) => {
    const money = (decimal: string) => fromDecimal(decimal, devise);
    const line = premium({ montant: money(montant), taux: percent(taux), jours, base, minimum: money(minimum), frais: money(frais) });
    expect(toDecimal(line)).toBe(prime);
  });

  it('is never more than half a minor unit from the exact quotient, and goes up from the half', () => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, 10n ** 15n),
        fc.bigInt(0n, 200_000n),
        fc.integer({ min: 1, max: 366 }),
        fc.constantFrom(360 as const, 365 as const),
        (minor, taux, jours, base) => {
          const zero = { minor: 0n, currency: 'EUR' };
          const prime = premium({ montant: { minor, currency: 'EUR' }, taux, jours, base, minimum: zero, frais: zero }).minor;
          const [exact, unit] = [minor * taux * BigInt(jours), 1_000_000n * BigInt(base)];
          expect(2n * (prime * unit - exact) <= unit && 2n * (exact - prime * unit) < unit).toBe(true);
        },
      ),
    );
  });

  it.each([0, -1, 1.5])('refuses %s days', (jours) => {
    const zero = fromDecimal('0', 'EUR');
    expect(() => premium({ montant: fromDecimal('100', 'EUR'), taux: percent('1'), jours, base: 360, minimum: zero, frais: zero })).toThrow(
      RangeError,
    );
  });

  it('refuses to mix currencies', () => {
    const [eur, usd] = [fromDecimal('10', 'EUR'), fromDecimal('10', 'USD')];
    expect(() => premium({ montant: eur, taux: percent('1'), jours: 1, base: 360, minimum: usd, frais: eur })).toThrow(RangeError);
  });
});

describe('periods', () => {
  it.each([
    ['mois', '2024-02-10', '2024-02-01', '2024-02-29'],
    ['mois', '2026-12-31', '2026-12-01', '2026-12-31'],
    ['trimestre', '2026-01-01', '2026-01-01', '2026-03-31'],
    ['trimestre', '2026-11-21', '2026-10-01', '2026-12-31'],
    ['annee', '2026-11-21', '2026-01-01', '2026-12-31'],
  ] as const)('the %s of %s is %s to %s', (type, jour, du, au) => {
    expect(periodeDe(type, jour)).toEqual({ type, du, au });
  });

  it.each(['mois', 'trimestre', 'annee'] as const)('%s follow one another without a gap, both ways', (type) => {
    let periode = periodeDe(type, '2023-11-05');
    for (let i = 0; i < 30; i++) {
      const suivante = periodeSuivante(periode);
      expect(periodePrecedente(suivante)).toEqual(periode);
      expect(suivante.du > periode.au).toBe(true);
      periode = suivante;
    }
  });
});

describe('days due in a period', () => {
  const trimestre = periodeDe('trimestre', '2026-11-21');
  it.each([
    ['outstanding all along', '2025-01-01', null, 92],
    ['begins on the first day', '2026-10-01', null, 92],
    ['begins inside: the first day counts', '2026-12-31', null, 1],
    ['ends inside: the day it ends does not count', '2025-01-01', '2026-10-02', 1],
    ['begins and ends inside', '2026-11-01', '2026-11-11', 10],
    ['ends on the first day', '2025-01-01', '2026-10-01', 0],
    ['ended before', '2025-01-01', '2026-09-01', 0],
    ['begins after', '2027-01-01', null, 0],
    ['ends the day after the last', '2026-10-01', '2027-01-01', 92],
  ])('%s', (_, effet, fin, jours) => {
    expect(joursDus(trimestre, effet, fin)).toBe(jours);
  });
});

describe('estimate of a demande', () => {
  const eur = (decimal: string) => fromDecimal(decimal, 'EUR');
  const tarif = {
    taux: percent('0.85'),
    base: 360 as const,
    minimum: eur('10'),
    frais: eur('15'),
    montant: eur('64350'),
    periode: 'trimestre' as const,
  };

  it('counts the first period from the effective date, then a whole one', () => {
    expect(estimer({ ...tarif, effet: '2026-12-01', fin: null })).toEqual({
      jours: 31,
      premierePeriode: eur('47.10'),
      frais: eur('15'),
      premiereFacture: eur('62.10'),
      periodePleine: eur('136.74'),
    });
  });

  it('stops at a firm end, that day included', () => {
    expect(estimer({ ...tarif, effet: '2026-12-01', fin: '2026-12-10' })).toMatchObject({ jours: 10, premierePeriode: eur('15.19') });
  });

  it('applies the minimum to the first days', () => {
    expect(estimer({ ...tarif, montant: eur('2000'), effet: '2026-12-30', fin: null })).toMatchObject({
      jours: 2,
      premierePeriode: eur('10'),
      premiereFacture: eur('25'),
    });
  });
});
