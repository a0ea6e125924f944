/** What is usual for each credit type: amounts, rates, lives. */

export interface Bareme {
  /** Least and greatest amount asked, in euros; the greatest is the unit ceiling too. */
  readonly montants: readonly [number, number];
  /** Annual, percent; of the SNSO programme when there is one. */
  readonly taux: string;
  readonly tauxSnso?: string;
  /** Least premium per act and period. */
  readonly minimum: number;
  readonly dureeMaxMois: number;
  /** Months from effect to the end written in the act or foreseen. */
  readonly finMois: readonly [number, number];
  /** Months from effect to the release, where the act does not end by itself. */
  readonly vieMois: readonly [number, number];
  /** Released before its firm end, in percent. */
  readonly anticipee?: number;
  /** Percentages of the contract that may be guaranteed. */
  readonly parts?: readonly number[];
}

const RETENUE: Pick<Bareme, 'minimum' | 'dureeMaxMois' | 'finMois' | 'vieMois' | 'parts'> = {
  minimum: 10,
  dureeMaxMois: 36,
  finMois: [18, 30],
  vieMois: [15, 27],
  parts: [5],
};

export const BAREMES: Readonly<Record<string, Bareme>> = {
  SOUM: {
    montants: [1_200, 30_000],
    taux: '0.5000',
    minimum: 10,
    dureeMaxMois: 14,
    finMois: [5, 7],
    vieMois: [3, 5],
    anticipee: 60,
    parts: [5, 10],
  },
  RG_PRIV: { ...RETENUE, montants: [2_400, 74_000], taux: '0.8500', tauxSnso: '1.4300' },
  RG_PUB: { ...RETENUE, montants: [2_800, 92_000], taux: '0.8500', tauxSnso: '1.2300' },
  GAPD_RG: { ...RETENUE, montants: [5_000, 90_000], taux: '0.9500' },
  GAPD_AV: {
    montants: [18_000, 240_000],
    taux: '0.9000',
    minimum: 15,
    dureeMaxMois: 30,
    finMois: [9, 20],
    vieMois: [6, 16],
    anticipee: 45,
  },
  RA: { montants: [6_000, 110_000], taux: '0.9000', minimum: 15, dureeMaxMois: 24, finMois: [6, 15], vieMois: [5, 12], anticipee: 35 },
  BF: {
    montants: [9_000, 180_000],
    taux: '0.7500',
    minimum: 15,
    dureeMaxMois: 48,
    finMois: [9, 22],
    vieMois: [9, 20],
    anticipee: 60,
    parts: [5, 10],
  },
  ST: {
    montants: [11_000, 230_000],
    taux: '0.6500',
    tauxSnso: '1.0300',
    minimum: 10,
    dureeMaxMois: 36,
    finMois: [8, 18],
    vieMois: [7, 17],
  },
  FOUR: { montants: [8_000, 95_000], taux: '0.7000', minimum: 10, dureeMaxMois: 18, finMois: [4, 9], vieMois: [3, 8], anticipee: 30 },
  P1799: { montants: [24_000, 460_000], taux: '0.6000', minimum: 20, dureeMaxMois: 36, finMois: [10, 20], vieMois: [9, 19] },
  BID: {
    montants: [9_000, 160_000],
    taux: '0.8000',
    minimum: 30,
    dureeMaxMois: 18,
    finMois: [6, 10],
    vieMois: [4, 8],
    anticipee: 30,
    parts: [2],
  },
  ADV: {
    montants: [40_000, 700_000],
    taux: '1.1000',
    minimum: 50,
    dureeMaxMois: 36,
    finMois: [10, 22],
    vieMois: [8, 18],
    anticipee: 15,
    parts: [20],
  },
  PERF: {
    montants: [30_000, 520_000],
    taux: '1.2500',
    minimum: 50,
    dureeMaxMois: 48,
    finMois: [14, 28],
    vieMois: [12, 24],
    anticipee: 10,
    parts: [10],
  },
  WARR: {
    montants: [18_000, 260_000],
    taux: '1.1000',
    minimum: 50,
    dureeMaxMois: 36,
    finMois: [12, 26],
    vieMois: [12, 24],
    anticipee: 5,
    parts: [5],
  },
  DOU_CE: { montants: [25_000, 320_000], taux: '0.4500', minimum: 40, dureeMaxMois: 120, finMois: [120, 120], vieMois: [18, 60] },
  DOU_OD: { montants: [12_000, 180_000], taux: '0.5500', minimum: 40, dureeMaxMois: 120, finMois: [120, 120], vieMois: [18, 60] },
  TT: { montants: [152_000, 880_000], taux: '0.9000', minimum: 300, dureeMaxMois: 12, finMois: [12, 12], vieMois: [12, 12] },
  IMMO: { montants: [112_000, 560_000], taux: '0.3500', minimum: 250, dureeMaxMois: 12, finMois: [12, 12], vieMois: [12, 12] },
  VOY: { montants: [36_000, 420_000], taux: '0.9500', minimum: 250, dureeMaxMois: 12, finMois: [12, 12], vieMois: [12, 12] },
  GFA: { montants: [380_000, 4_200_000], taux: '0.7000', minimum: 500, dureeMaxMois: 48, finMois: [20, 34], vieMois: [17, 31] },
  ICPE: { montants: [60_000, 900_000], taux: '0.6500', minimum: 200, dureeMaxMois: 60, finMois: [24, 60], vieMois: [24, 60] },
};

/** What an amount in euros becomes in another currency, to keep it plausible. */
export const COURS: Readonly<Record<string, number>> = { EUR: 1, USD: 1.1, GBP: 0.85, CHF: 0.95, KWD: 0.35 };
