/** What a rule says, kept as data with the caution and read by each in his language. Pure. */
import { formatDay, type Day } from '../kit/dates.js';
import { formatMoney, formatPercent, fromDecimal, percent, type Language } from '../kit/money.js';
import type { Bilingue } from './texte.js';

/** A parameter of a message before it has a language. */
export type Parametre =
  string | { readonly montant: string; readonly devise: string } | { readonly jour: Day } | { readonly taux: string } | Bilingue;

export type Parametres = Readonly<Record<string, Parametre>>;

function dire(parametre: Parametre, langue: Language): string {
  if (typeof parametre === 'string') return parametre;
  if ('montant' in parametre) return formatMoney(fromDecimal(parametre.montant, parametre.devise), langue);
  if ('jour' in parametre) return formatDay(parametre.jour);
  if ('taux' in parametre) return formatPercent(percent(parametre.taux), langue);
  return parametre[langue];
}

export const enClair = (parametres: Parametres, langue: Language): Record<string, string> =>
  Object.fromEntries(Object.entries(parametres).map(([nom, parametre]) => [nom, dire(parametre, langue)]));
