/** Legal limits of a type de crédit, checked on the values of its texte: rule 6 of the automatic control. */
import { formatDay } from '../kit/dates.js';
import { applyPercent, compare, formatMoney, formatPercent, fromDecimal, percent, toDecimal, type Language } from '../kit/money.js';
import { sumOf } from './computed.js';
import { conditionsRemplies, type Limite, type TexteVersion, type Valeurs } from './texte.js';

/** One limit and whether it is kept. `details` are canonical: what was asked (`valeur`), what the law allows (`borne`). */
export interface LimiteVerifiee {
  readonly respectee: boolean;
  readonly limite: Limite;
  readonly details: Readonly<Record<string, string>>;
}

const EURO = 'EUR';
type Verdict = Omit<LimiteVerifiee, 'limite'>;

/** A limit that cannot be worked out is not kept: somebody has to look. */
const incomplete: Verdict = { respectee: false, details: {} };

function compareAmounts(valeur: string | undefined, borne: string | undefined, devise: string, kept: (order: number) => boolean): Verdict {
  if (!valeur || !borne) return incomplete;
  return { respectee: kept(compare(fromDecimal(valeur, devise), fromDecimal(borne, devise))), details: { valeur, borne } };
}

const atMost = (order: number): boolean => order <= 0;
const atLeast = (order: number): boolean => order >= 0;
const above = (order: number): boolean => order > 0;

function check(limite: Limite, valeurs: Valeurs, devise: string): Verdict {
  switch (limite.type) {
    case 'taux_max':
    case 'taux_min': {
      const base = sumOf(limite.base, valeurs, devise);
      const borne = base && toDecimal(applyPercent(base, percent(limite.taux)));
      const verdict = compareAmounts(valeurs[limite.montant], borne, devise, limite.type === 'taux_max' ? atMost : atLeast);
      return { ...verdict, details: { ...verdict.details, taux: limite.taux } };
    }
    case 'montant_min':
      if (devise !== EURO) return incomplete;
      return compareAmounts(valeurs[limite.variable], limite.valeur, EURO, limite.strict ? above : atLeast);
    case 'plafond':
      return compareAmounts(valeurs[limite.montant], valeurs[limite.variable], devise, atMost);
    case 'couverture':
      return compareAmounts(valeurs[limite.montant], valeurs[limite.variable], devise, atLeast);
    case 'date_avant': {
      const [valeur, borne] = [valeurs[limite.date], valeurs[limite.avant]];
      return valeur && borne ? { respectee: valeur <= borne, details: { valeur, borne } } : incomplete;
    }
  }
}

/** Each limit that applies to these canonical values, kept or not. `devise` is the ISO code of the amounts. */
export const checkLimits = (texte: Pick<TexteVersion, 'limites'>, valeurs: Valeurs, devise: string): LimiteVerifiee[] =>
  texte.limites.filter(({ si }) => conditionsRemplies(si, valeurs)).map((limite) => ({ limite, ...check(limite, valeurs, devise) }));

/** A limit in words, kept or not: a key of `variables.json` and its parameters, in the reader's language. */
export function limitMessage(
  { limite, details, respectee }: LimiteVerifiee,
  devise: string,
  langue: Language,
): { key: string; params: Record<string, string> } {
  const { valeur, borne, taux } = details;
  const article = limite.article;
  if (!valeur || !borne) return { key: 'variables.limites.incomplete', params: { article } };
  const show = (value: string): string =>
    limite.type === 'date_avant' ? formatDay(value) : formatMoney(fromDecimal(value, devise), langue);
  return {
    key: `variables.${respectee ? 'respectees' : 'limites'}.${limite.type}`,
    params: { article, valeur: show(valeur), borne: show(borne), ...(taux && { taux: formatPercent(percent(taux), langue) }) },
  };
}
