/** Premiums computed by hand, by an underwriter: what the pure rule and the nightly billing must both find, to the cent. */
import type { TypePeriode } from '../../src/factures/prime.js';

export interface CasDePrime {
  readonly nom: string;
  readonly devise: string;
  readonly base: 360 | 365;
  readonly periode: TypePeriode;
  readonly terme: 'avance' | 'echu';
  /** From a day on: annual rate, minimum per period, fee per act. */
  readonly tarifs: readonly (readonly [du: string, taux: string, minimum: string, frais: string])[];
  readonly effet: string;
  /** Last day of an act that prints its end. */
  readonly dernier?: string;
  /** Instants of Paris, and what the ledger says: the first is the issue. */
  readonly mouvements: readonly (readonly [le: string, montant: string])[];
  /** The nights on which it is run, and what each issues: period, and the amount, negative when it is a credit note. */
  readonly nuits: readonly (readonly [le: string, documents: readonly (readonly [periode: string, montant: string])[]])[];
}

const RETENUE = { devise: 'EUR', base: 360, periode: 'trimestre', terme: 'avance', effet: '2026-11-20' } as const;
const A_0_85 = [['2024-01-01', '0.85', '10', '15']] as const;

export const CAS: readonly CasDePrime[] = [
  {
    ...RETENUE,
    nom: '30 000 € in advance by quarter, released in the second one',
    tarifs: A_0_85,
    mouvements: [
      ['2026-11-20T10:00', '30000'],
      ['2027-02-10T16:30', '-30000'],
    ],
    nuits: [
      // 42 days: 29,75, and the fee.
      ['2026-11-21', [['2026-10-01', '44.75']]],
      ['2026-12-31', []],
      // 90 days.
      ['2027-01-01', [['2027-01-01', '63.75']]],
      ['2027-02-09', []],
      // 40 days were due: 28,33.
      ['2027-02-10', [['2027-01-01', '-35.42']]],
      ['2027-06-30', []],
    ],
  },
  {
    nom: '12 345,67 € in arrears on 365 days, over a 29 February',
    devise: 'EUR',
    base: 365,
    periode: 'trimestre',
    terme: 'echu',
    tarifs: [['2024-01-01', '1.43', '0', '17']],
    effet: '2028-01-15',
    mouvements: [
      ['2028-01-15T09:00', '12345.67'],
      ['2028-03-01T09:00', '-12345.67'],
    ],
    nuits: [
      ['2028-03-31', []],
      ['2028-04-01', [['2028-01-01', '39.25']]],
      ['2028-07-01', []],
    ],
  },
  {
    nom: '100 000 USD, a whole leap year of 366 days on 360',
    devise: 'USD',
    base: 360,
    periode: 'annee',
    terme: 'avance',
    tarifs: [['2024-01-01', '2', '50', '40']],
    effet: '2028-01-01',
    mouvements: [['2027-12-20T09:00', '100000']],
    nuits: [
      ['2027-12-31', []],
      ['2028-01-01', [['2028-01-01', '2073.33']]],
      ['2028-12-31', []],
    ],
  },
  {
    nom: '10 000 KWD, seventeen days across the change of hour in March',
    devise: 'KWD',
    base: 365,
    periode: 'mois',
    terme: 'echu',
    tarifs: [['2024-01-01', '1.1375', '2.5', '4.125']],
    effet: '2027-03-15',
    // Half past midnight on the first of April in Paris, still March in UTC: the seventeen days of March are its own.
    mouvements: [
      ['2027-03-15T00:30', '10000'],
      ['2027-04-01T00:30', '-10000'],
    ],
    nuits: [['2027-04-01', [['2027-03-01', '9.423']]]],
  },
  {
    nom: '5 000 000 JPY, a month of 28 days, no decimals',
    devise: 'JPY',
    base: 360,
    periode: 'mois',
    terme: 'echu',
    tarifs: [['2024-01-01', '0.0349', '100', '0']],
    effet: '2027-02-01',
    mouvements: [['2027-02-01T09:00', '5000000']],
    nuits: [['2027-03-01', [['2027-02-01', '136']]]],
  },
  {
    ...RETENUE,
    nom: '20 000 € until a printed end, that day included: 71 days',
    tarifs: A_0_85,
    effet: '2026-10-01',
    dernier: '2026-12-10',
    mouvements: [
      ['2026-09-25T09:00', '20000'],
      ['2026-12-11T00:10', '-20000'],
    ],
    nuits: [
      ['2026-10-01', [['2026-10-01', '48.53']]],
      ['2026-12-11', []],
      ['2027-01-01', []],
    ],
  },
  {
    ...RETENUE,
    nom: 'exactly half a cent goes up: 12,835 and the fee',
    tarifs: [['2024-01-01', '0.85', '0', '15']],
    effet: '2026-12-02',
    dernier: '2026-12-31',
    mouvements: [['2026-12-02T09:00', '18120']],
    nuits: [['2026-12-02', [['2026-10-01', '27.84']]]],
  },
  {
    ...RETENUE,
    nom: 'half of it released in the middle of a quarter',
    tarifs: A_0_85,
    effet: '2027-01-01',
    mouvements: [
      ['2027-01-01T09:00', '30000'],
      ['2027-02-10T16:30', '-15000'],
    ],
    nuits: [
      ['2027-01-01', [['2027-01-01', '78.75']]],
      // 40 days of 30 000 and 50 of 15 000: 28,333… + 17,708… = 46,04 where 63,75 was invoiced.
      ['2027-02-11', [['2027-01-01', '-17.71']]],
      // 91 days of 15 000: 32,229…
      ['2027-04-01', [['2027-04-01', '32.23']]],
    ],
  },
  {
    ...RETENUE,
    nom: 'a new rate in the middle of a quarter, known before it',
    tarifs: [...A_0_85, ['2027-02-15', '1.2', '10', '20']],
    effet: '2027-01-01',
    mouvements: [['2027-01-01T09:00', '30000']],
    nuits: [
      // 45 days at 0,85 % and 45 at 1,2 %: 31,875 + 45 = 76,875, rounded once; the fee of the day it begins.
      ['2027-01-01', [['2027-01-01', '91.88']]],
      // 91 days at 1,2 %.
      ['2027-04-01', [['2027-04-01', '91.00']]],
    ],
  },
  {
    ...RETENUE,
    nom: 'an increase in the middle of a quarter',
    tarifs: A_0_85,
    effet: '2027-01-01',
    mouvements: [
      ['2027-01-01T09:00', '30000'],
      ['2027-02-10T23:30', '20000'],
    ],
    nuits: [
      ['2027-01-01', [['2027-01-01', '78.75']]],
      // 50 days, from 10 February in Paris, of 20 000 more: 63,75 becomes 87,361…
      ['2027-02-11', [['2027-01-01', '23.61']]],
      ['2027-02-12', []],
    ],
  },
  {
    ...RETENUE,
    nom: 'an effect before the grant is due from the effect on, in the earlier quarter too',
    tarifs: A_0_85,
    effet: '2026-09-15',
    mouvements: [['2026-11-20T09:00', '30000']],
    nuits: [
      // 16 days: 11,333…, and the fee; then a whole quarter of 92: 65,166…
      [
        '2026-11-20',
        [
          ['2026-07-01', '26.33'],
          ['2026-10-01', '65.17'],
        ],
      ],
    ],
  },
  {
    ...RETENUE,
    nom: 'the minimum of each period, whatever is given back, and the fee once',
    tarifs: A_0_85,
    effet: '2026-12-20',
    mouvements: [
      ['2026-12-20T09:00', '1000'],
      ['2027-01-20T09:00', '-1000'],
    ],
    nuits: [
      ['2026-12-20', [['2026-10-01', '25.00']]],
      ['2027-01-01', [['2027-01-01', '10.00']]],
      ['2027-01-21', []],
    ],
  },
  {
    ...RETENUE,
    nom: 'released on the first day of a quarter: nothing of that quarter is due',
    tarifs: A_0_85,
    effet: '2026-12-01',
    mouvements: [
      ['2026-12-01T09:00', '30000'],
      ['2027-01-01T00:30', '-30000'],
    ],
    nuits: [
      // 31 days: 21,958…
      ['2026-12-01', [['2026-10-01', '36.96']]],
      ['2027-01-01', []],
    ],
  },
];
