/** A canonical value as people read it, on a screen or in an act. */
import { countryName } from '../kit/countries.js';
import { formatDay, longDay } from '../kit/dates.js';
import { formatSiret } from '../kit/identifiers.js';
import { formatMoney, formatMoneyOfAct, formatPercent, fromDecimal, percent, type Language } from '../kit/money.js';
import type { TexteVersion, Variable } from './texte.js';

/** Anything that is not canonical (a label between brackets in a specimen) is shown as it is. */
const orAsIs = (value: string, shape: RegExp, show: () => string): string => (shape.test(value) ? show() : value);

/** One value of a variable in a language; `long` writes dates in full and currencies by their code, as an act does. */
export function formatValeur(variable: Variable, valeur: string, devise: string, langue: Language, { long = false } = {}): string {
  switch (variable.type) {
    case 'montant':
      return orAsIs(valeur, /^-?\d+(\.\d+)?$/, () => (long ? formatMoneyOfAct : formatMoney)(fromDecimal(valeur, devise), langue));
    case 'pourcentage':
      return orAsIs(valeur, /^\d+(\.\d+)?$/, () => formatPercent(percent(valeur), langue));
    case 'date':
      return orAsIs(valeur, /^\d{4}-\d{2}-\d{2}$/, () => (long ? longDay(valeur, langue) : formatDay(valeur)));
    case 'choix':
      return variable.choix?.find((choix) => choix.valeur === valeur)?.libelle[langue] ?? valeur;
    case 'siret':
      return formatSiret(valeur);
    case 'pays':
      return countryName(valeur, langue);
    case 'adresse':
      return valeur.replace(/\s*,?\s*\n\s*/g, ', ');
    default:
      return valeur;
  }
}

/** Every variable filled with its own label between brackets, each choice with its first answer: what a specimen shows. */
export const specimenValues = (texte: TexteVersion): Record<string, string> =>
  Object.fromEntries(
    texte.variables.map(({ nom, libelle, type, choix }) => [
      nom,
      type === 'choix' ? (choix?.[0]?.valeur ?? '') : `[${libelle[texte.langue]}]`,
    ]),
  );
