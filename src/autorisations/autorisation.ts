/** An authorisation: authorised, used, available, and the colour of its use. Pure. */
import type { Day } from '../kit/dates.js';
import { add, compare, fromDecimal, percent, shareOf, subtract, zero, type Money, type Percent } from '../kit/money.js';
import type { TarifRow } from './tarif.js';

export type Niveau = 'vert' | 'orange' | 'rouge';

export interface Seuils {
  readonly orange: Percent;
  readonly rouge: Percent;
}

/**
 * Orange when use reaches the orange threshold, red when it is above the red one (guide: both 80 %, so that 80.00 % exactly
 * is orange and anything above is red).
 */
export function niveau(utilise: Money, autorise: Money, { orange, rouge }: Seuils): Niveau {
  // Compared by products, never by a rounded share: 80.0001 % is above 80 %.
  const part = utilise.minor * 1_000_000n;
  if (part > autorise.minor * rouge) return 'rouge';
  return part > 0n && part >= autorise.minor * orange ? 'orange' : 'vert';
}

export interface Utilisation {
  readonly autorise: Money;
  readonly utilise: Money;
  /** Never below zero: the insurer may lower an authorised amount below what is used. */
  readonly disponible: Money;
  readonly part: Percent;
  readonly niveau: Niveau;
  readonly seuils: Seuils;
}

export function utilisation(autorise: Money, utilise: Money, seuils: Seuils): Utilisation {
  const reste = subtract(autorise, utilise);
  return {
    autorise,
    utilise,
    disponible: reste.minor < 0n ? zero(autorise.currency) : reste,
    part: shareOf(utilise, autorise),
    niveau: niveau(utilise, autorise, seuils),
    seuils,
  };
}

export const utilisationDe = (
  row: Pick<AutorisationRow, 'autorise' | 'utilise' | 'devise' | 'seuil_orange' | 'seuil_rouge'>,
): Utilisation =>
  utilisation(fromDecimal(row.autorise, row.devise), fromDecimal(row.utilise, row.devise), {
    orange: percent(row.seuil_orange),
    rouge: percent(row.seuil_rouge),
  });

/** The room really left: the least of the authorisation's, the line's and the contract's. */
export function disponibleReel(row: AutorisationRow): Money {
  const rooms = [
    utilisationDe(row).disponible,
    fromDecimal(row.disponible_ligne, row.devise),
    fromDecimal(row.disponible_contrat, row.devise),
  ];
  const least = rooms.reduce((a, b) => (compare(a, b) <= 0 ? a : b));
  return least.minor < 0n ? zero(row.devise) : least;
}

/** True of an amount that no room could ever hold: it is above the ceiling of the contract itself. */
export const depasseLeContrat = (
  montant: string,
  { plafond_contrat, devise }: Pick<AutorisationRow, 'plafond_contrat' | 'devise'>,
): boolean => compare(fromDecimal(montant, devise), fromDecimal(plafond_contrat, devise)) > 0;

/** Sum of amounts of one currency. */
export const somme = (montants: readonly Money[], devise: string): Money => montants.reduce(add, zero(devise));

export interface AutorisationRow {
  readonly id: number;
  readonly entite_id: number;
  readonly entite: string;
  readonly contrat_id: number;
  readonly contrat: string;
  readonly ligne: string;
  readonly produit: string;
  readonly type_credit: string;
  readonly devise: string;
  readonly autorise: string;
  readonly utilise: string;
  readonly disponible_ligne: string;
  readonly disponible_contrat: string;
  readonly plafond_contrat: string;
  readonly plafond_unitaire: string;
  readonly duree_max_mois: number;
  readonly tarifs: readonly TarifRow[];
  readonly base_jours: 360 | 365;
  readonly periode: 'mois' | 'trimestre' | 'annee';
  readonly edition_deportee: boolean;
  readonly acces: boolean;
  readonly en_vigueur: boolean;
  readonly contrat_du: Day;
  readonly contrat_au: Day | null;
  readonly seuil_orange: string;
  readonly seuil_rouge: string;
}
