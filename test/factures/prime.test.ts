import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimer, periodeDe, periodeSuivante, primeAnnuelle, prorata, segmentsDe, due, type Engagement } from '../../src/factures/prime.js';
import { addDays, daysBetween } from '../../src/kit/dates.js';
import { fromDecimal, money, percent, toDecimal } from '../../src/kit/money.js';
import { CAS as A_LA_MAIN } from './cas.js';
import { cautionDuCas, registre } from './registre.js';

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

const tarif = ({ taux = '0.85', minimum = '0', frais = '0', du = '2020-01-01', devise = 'EUR' } = {}) => ({
  du,
  taux: percent(taux),
  minimum: fromDecimal(minimum, devise),
  frais: fromDecimal(frais, devise),
});
const JOUR_1 = '2026-01-01';

describe('premium', () => {
  it.each(CAS)('$nom', ({ montant, taux, jours, base = 360 as const, minimum = '0', frais = '0', devise = 'EUR', prime }) => {
    const engagement: Engagement = {
      effet: JOUR_1,
      dernier: addDays(JOUR_1, jours - 1),
      mouvements: [{ le: JOUR_1, montant: fromDecimal(montant, devise) }],
      tarifs: [tarif({ taux, minimum, frais, devise })],
      base,
    };
    const du = due(engagement, periodeDe('annee', JOUR_1));
    expect(du && toDecimal(money(du.prime.minor + du.frais.minor, devise))).toBe(prime);
  });

  it('is never more than half a minor unit from the exact quotient of its segments together, and goes up from the half', () => {
    const segment = fc.record({ minor: fc.bigInt(1n, 10n ** 15n), taux: fc.bigInt(0n, 200_000n), jours: fc.integer({ min: 1, max: 366 }) });
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), fc.constantFrom(360 as const, 365 as const), (segments, base) => {
        const prime = prorata(
          segments.map(({ minor, taux, jours }) => ({ du: JOUR_1, au: JOUR_1, jours, montant: money(minor, 'EUR'), taux })),
          base,
        ).minor;
        const exact = segments.reduce((somme, { minor, taux, jours }) => somme + minor * taux * BigInt(jours), 0n);
        const unit = 1_000_000n * BigInt(base);
        expect(2n * (prime * unit - exact) <= unit && 2n * (exact - prime * unit) < unit).toBe(true);
      }),
    );
  });

  const segment = { du: JOUR_1, au: JOUR_1, jours: 1, montant: fromDecimal('100', 'EUR'), taux: percent('1') };
  it.each([0, -1, 1.5])('refuses %s days', (jours) => {
    expect(() => prorata([{ ...segment, jours }], 360)).toThrow(RangeError);
  });

  it('refuses to mix currencies', () => {
    expect(() => prorata([segment, { ...segment, montant: fromDecimal('10', 'USD') }], 360)).toThrow(RangeError);
    expect(() =>
      due(
        {
          effet: JOUR_1,
          dernier: null,
          mouvements: [{ le: JOUR_1, montant: fromDecimal('10', 'EUR') }],
          tarifs: [tarif({ devise: 'USD' })],
          base: 360,
        },
        periodeDe('annee', JOUR_1),
      ),
    ).toThrow(RangeError);
  });
});

describe('computed by hand', () => {
  it.each(A_LA_MAIN)('$nom', (cas) => {
    const [tenu, caution] = [registre(), cautionDuCas(cas)];
    const nuits = cas.nuits.map(([le]) => [le, tenu.nuit([caution], le).map(({ periode, ecart }) => [periode, toDecimal(ecart)])]);
    expect(nuits).toEqual(cas.nuits);
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

  it.each(['mois', 'trimestre', 'annee'] as const)('%s follow one another without a gap', (type) => {
    let periode = periodeDe(type, '2023-11-05');
    for (let i = 0; i < 30; i++) {
      const suivante = periodeSuivante(periode);
      expect(daysBetween(periode.au, suivante.du)).toBe(1);
      periode = suivante;
    }
  });
});

describe('days due in a period', () => {
  const trimestre = periodeDe('trimestre', '2026-11-21');
  const montant = fromDecimal('30000', 'EUR');
  const jours = (engagement: Partial<Engagement> & { effet: string }) =>
    segmentsDe(
      { dernier: null, mouvements: [{ le: engagement.effet, montant }], tarifs: [tarif()], base: 360, ...engagement },
      trimestre,
    ).map((segment) => `${segment.du} ${segment.au} ${segment.jours} ${toDecimal(segment.montant)} ${segment.taux}`);
  const entier = ['2026-10-01 2026-12-31 92 30000.00 8500'];

  it.each([
    ['outstanding all along', '2025-01-01', null, entier],
    ['begins on the first day', '2026-10-01', null, entier],
    ['begins inside: the first day counts', '2026-12-31', null, ['2026-12-31 2026-12-31 1 30000.00 8500']],
    ['ends inside: the printed day counts', '2025-01-01', '2026-10-01', ['2026-10-01 2026-10-01 1 30000.00 8500']],
    ['ended before', '2025-01-01', '2026-09-30', []],
    ['begins after', '2027-01-01', null, []],
  ])('%s', (_, effet, dernier, attendus) => {
    expect(jours({ effet, dernier })).toEqual(attendus);
  });

  it('parts at each change of amount and of rate, on the day it counts from', () => {
    expect(
      jours({
        effet: '2026-01-01',
        mouvements: [
          { le: '2026-01-01', montant },
          { le: '2026-11-10', montant: fromDecimal('-10000', 'EUR') },
          { le: '2026-11-20', montant: fromDecimal('5000', 'EUR') },
        ],
        tarifs: [tarif(), tarif({ du: '2026-11-15', taux: '1' })],
      }),
    ).toEqual([
      '2026-10-01 2026-11-09 40 30000.00 8500',
      '2026-11-10 2026-11-14 5 20000.00 8500',
      '2026-11-15 2026-11-19 5 20000.00 10000',
      '2026-11-20 2026-12-31 42 25000.00 10000',
    ]);
  });

  it('counts the first day of what was given back at once, and none before the first invoiced here', () => {
    const rendue = [
      { le: '2026-11-02', montant },
      { le: '2026-11-02', montant: fromDecimal('-30000', 'EUR') },
    ];
    expect(jours({ effet: '2026-11-02', mouvements: rendue })).toEqual(['2026-11-02 2026-11-02 1 30000.00 8500']);
    expect(jours({ effet: '2026-01-01', factureDes: '2026-12-30' })).toEqual(['2026-12-30 2026-12-31 2 30000.00 8500']);
  });

  it('takes the minimum of its first day, and the fee where it begins', () => {
    const tarifs = [tarif({ minimum: '50', frais: '15' }), tarif({ du: '2026-11-01', minimum: '80', frais: '20' })];
    const engagement = {
      effet: '2026-10-20',
      dernier: null,
      mouvements: [{ le: '2026-10-20', montant: fromDecimal('1000', 'EUR') }],
      tarifs,
      base: 360,
    } as const;
    expect(due(engagement, trimestre)).toMatchObject({ prime: fromDecimal('50', 'EUR'), frais: fromDecimal('15', 'EUR') });
    expect(due(engagement, periodeSuivante(trimestre))).toMatchObject({ prime: fromDecimal('80', 'EUR'), frais: fromDecimal('0', 'EUR') });
    expect(due({ ...engagement, factureDes: '2026-11-05' }, trimestre)).toMatchObject({ frais: fromDecimal('0', 'EUR') });
  });
});

describe('a year’s premium', () => {
  it.each([
    ['trimestre', '1000', '1.43', '10', '40.00'],
    ['mois', '1000', '1.43', '10', '120.00'],
    ['annee', '1000', '1.43', '10', '14.30'],
    ['trimestre', '30000', '0.85', '10', '255.00'],
  ] as const)('by %s of %s at %s %% and %s a period is %s', (periode, montant, taux, minimum, annuelle) => {
    const annuel = primeAnnuelle({ montant: fromDecimal(montant, 'EUR'), tarif: tarif({ taux, minimum }), periode });
    expect(toDecimal(annuel)).toBe(annuelle);
  });
});

describe('estimate of a demande', () => {
  const eur = (decimal: string) => fromDecimal(decimal, 'EUR');
  const terme = {
    tarifs: [tarif({ minimum: '10', frais: '15' })],
    base: 360 as const,
    montant: eur('64350'),
    periode: 'trimestre' as const,
  };

  it('counts the first period from the effective date typed, then the next one', () => {
    expect(estimer({ ...terme, effet: '2026-12-01', dernier: null })).toEqual({
      jours: 31,
      premierePeriode: eur('47.10'),
      frais: eur('15'),
      premiereFacture: eur('62.10'),
      periodePleine: eur('136.74'),
      totale: undefined,
    });
  });

  it('stops at the end typed, that day included: nothing after it', () => {
    expect(estimer({ ...terme, effet: '2026-12-01', dernier: '2026-12-10' })).toEqual({
      jours: 10,
      premierePeriode: eur('15.19'),
      frais: eur('15'),
      premiereFacture: eur('30.19'),
      periodePleine: undefined,
      totale: eur('30.19'),
    });
    // 47,10 + 136,74 + 20 days: 30,3875.
    expect(estimer({ ...terme, effet: '2026-12-01', dernier: '2027-04-20' })).toMatchObject({ totale: eur('229.23') });
  });

  it('applies the minimum to the first days, and the tariff of the effect', () => {
    expect(estimer({ ...terme, montant: eur('2000'), effet: '2026-12-30', dernier: null })).toMatchObject({
      jours: 2,
      premierePeriode: eur('10'),
      premiereFacture: eur('25'),
    });
    const tarifs = [...terme.tarifs, tarif({ du: '2027-01-01', taux: '2', frais: '20' })];
    expect(estimer({ ...terme, tarifs, effet: '2027-01-01', dernier: null })).toMatchObject({
      premierePeriode: eur('321.75'),
      frais: eur('20'),
    });
  });

  it('makes something of an end typed before the effect', () => {
    expect(estimer({ ...terme, effet: '2026-12-10', dernier: '2026-12-01' })).toMatchObject({ jours: 1 });
  });
});
