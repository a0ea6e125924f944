/** Values that follow from others: the guaranteed amount, its words, an end date, the currency. */
import { addDays } from '../kit/dates.js';
import { add, applyPercentDown, fromDecimal, percent, toDecimal, zero, type Language, type Money } from '../kit/money.js';
import { amountInWords } from '../kit/words.js';
import { conditionsRemplies, type Calcul, type TexteVersion, type Valeurs } from './texte.js';

/** The sum of the amounts that have a value, or undefined when none has. */
export function sumOf(noms: readonly string[], valeurs: Valeurs, devise: string): Money | undefined {
  const known = noms.flatMap((nom) => (valeurs[nom] ? [fromDecimal(valeurs[nom], devise)] : []));
  return known.length === 0 ? undefined : known.reduce(add, zero(devise));
}

/** The amount that a text proposes, and what it is made of. */
export interface Proposition {
  readonly base: Money;
  /** As a percentage: "5". */
  readonly taux: string;
  readonly montant: Money;
}

/** The share of a base that a text proposes as the amount of `nom`; undefined where it proposes none, or while its parts are not known. */
export function proposition(
  texte: Pick<TexteVersion, 'variables'>,
  nom: string,
  valeurs: Valeurs,
  devise: string,
): Proposition | undefined {
  const calcul = texte.variables.find((variable) => variable.nom === nom)?.calcul;
  return calcul?.type === 'pourcentage' ? partDe(calcul, valeurs, devise) : undefined;
}

type Pourcentage = Extract<Calcul, { type: 'pourcentage' }>;

/** The names of what a percentage is taken of: those of the first case that holds, or the usual ones. */
export const baseDe = ({ base, cas = [] }: Pourcentage, valeurs: Valeurs): readonly string[] =>
  cas.find(({ si }) => conditionsRemplies(si, valeurs))?.base ?? base;

/** The product, rounded down, that an amount must be, and what it is made of. */
export function partDe(calcul: Pourcentage, valeurs: Valeurs, devise: string): Proposition | undefined {
  const base = sumOf(baseDe(calcul, valeurs), valeurs, devise);
  const taux = valeurs[calcul.taux];
  return base && taux ? { base, taux, montant: applyPercentDown(base, percent(taux)) } : undefined;
}

function compute(calcul: Calcul, valeurs: Valeurs, devise: string, langue: Language): string | undefined {
  switch (calcul.type) {
    case 'devise':
      return devise;
    case 'constante':
      return calcul.valeur;
    case 'emission':
      return undefined;
    case 'somme': {
      const somme = sumOf(calcul.de, valeurs, devise);
      return somme && toDecimal(somme);
    }
    case 'pourcentage': {
      const part = partDe(calcul, valeurs, devise);
      return part && toDecimal(part.montant);
    }
    case 'lettres': {
      const montant = valeurs[calcul.de];
      return montant ? amountInWords(fromDecimal(montant, devise), langue) : undefined;
    }
    case 'date_plus': {
      const [de, jours] = [valeurs[calcul.de], valeurs[calcul.jours]];
      return de && jours ? addDays(de, Number(jours)) : undefined;
    }
  }
}

/**
 * The values with those computed: a proposed amount fills an empty one only, locked values are always computed again.
 * Words are in the texte's language. Values must be canonical.
 */
export function computeVariables(
  texte: Pick<TexteVersion, 'variables' | 'langue'>,
  valeurs: Valeurs,
  devise: string,
): Record<string, string> {
  const all: Record<string, string> = { ...valeurs };
  for (const { nom, calcul } of texte.variables) {
    if (!calcul || calcul.type === 'emission' || (calcul.type === 'pourcentage' && all[nom])) continue;
    const valeur = compute(calcul, all, devise, texte.langue);
    if (valeur === undefined) delete all[nom];
    else all[nom] = valeur;
  }
  return all;
}
