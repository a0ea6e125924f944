/** Reads one typed value into its canonical form, or says what was expected. Never throws, whatever it is given. */
import { isCountry, parseCountry } from '../kit/countries.js';
import { parseDay, type Day } from '../kit/dates.js';
import { countDigits, parseEmail, parseSiret } from '../kit/identifiers.js';
import { decimals, formatMoney, fromDecimal, percentToDecimal, toDecimal, type Language } from '../kit/money.js';
import { parsePercent, readMoney } from '../kit/read-money.js';
import { tidyText, unprintable } from '../kit/printable.js';
import type { TypeVariable, Variable } from './texte.js';

export interface ReadContext {
  readonly devise: string;
  readonly today: Day;
  readonly langue?: Language;
}

/** A canonical value, or the short key of a message under `variables.erreurs` with its parameters. */
export type Lu = { readonly valeur: string } | { readonly erreur: string; readonly params?: Readonly<Record<string, unknown>> };

const ok = (valeur: string): Lu => ({ valeur });
const ko = (erreur: string, params?: Record<string, unknown>): Lu => ({ erreur, ...(params && { params }) });

const LONGUEURS: Partial<Record<TypeVariable, number>> = { texte: 200, texte_long: 1000, adresse: 300 };
const LONGEST_SHORT_VALUE = 60;

/** Longest text accepted for a variable, in characters. */
export const maxLength = (variable: Variable): number => variable.longueurMax ?? LONGUEURS[variable.type] ?? LONGEST_SHORT_VALUE;

/** One line, trimmed, composed (NFC); several lines keep their breaks. */
function tidy(typed: string, lines: boolean): string {
  const text = tidyText(typed);
  return lines ? text.replace(/ *\n */g, '\n').replace(/\n{3,}/g, '\n\n') : text;
}

function readText(variable: Variable, typed: string): Lu {
  const lines = variable.type !== 'texte';
  const text = tidy(typed, lines);
  const max = maxLength(variable);
  if ([...text].length > max) return ko('trop_long', { max });
  if ([...text].length < (variable.longueurMin ?? 1)) return ko('trop_court', { min: variable.longueurMin ?? 1 });
  const lettre = unprintable(lines ? text : text.replaceAll('\n', '\u0000'));
  if (lettre) return ko('caracteres', lettre);
  return ok(text);
}

function readAmount({ signe, type }: Variable, typed: string, { devise, langue = 'fr' }: ReadContext): Lu {
  const read = readMoney(typed, devise, langue);
  const exemple = formatMoney(fromDecimal(decimals(devise) ? '1234.5' : '1234', devise), langue);
  if ('fault' in read) return ko(read.fault === 'forme' ? type : `montant_${read.fault}`, { exemple, devise, nombre: decimals(devise) });
  if (!signe && read.money.minor <= 0n) return ko('montant_positif', { exemple });
  return ok(toDecimal(read.money));
}

function readPercent(_: Variable, typed: string): Lu {
  const value = parsePercent(typed);
  if (value === undefined) return ko('pourcentage');
  return value <= 0n || value > 1_000_000n ? ko('pourcentage_borne') : ok(percentToDecimal(value));
}

function readWhole(variable: Variable, typed: string): Lu {
  const digits = typed.replace(/[\s\u00a0\u202f]/g, '');
  if (!/^\d{1,9}$/.test(digits)) return ko('entier');
  const value = Number(digits);
  return value < Number(variable.min ?? '1') ? ko('entier_min', { min: variable.min ?? '1' }) : ok(String(value));
}

function readChoice({ choix = [] }: Variable, typed: string): Lu {
  return choix.some(({ valeur }) => valeur === typed) ? ok(typed) : ko('choix');
}

function readDate(_: Variable, typed: string): Lu {
  const day = parseDay(typed);
  return day ? ok(day) : ko('date');
}

function readSiret(_: Variable, typed: string): Lu {
  const siret = parseSiret(typed);
  if (siret) return ok(siret);
  return countDigits(typed) === 14 ? ko('siret_cle') : ko('siret_longueur', { chiffres: countDigits(typed) });
}

function readCountry(_: Variable, typed: string): Lu {
  const code = parseCountry(typed);
  return code && isCountry(code) ? ok(code) : ko('pays');
}

function readEmail(_: Variable, typed: string): Lu {
  const address = parseEmail(typed);
  return address ? ok(address) : ko('email');
}

const READERS: Record<TypeVariable, (variable: Variable, typed: string, ctx: ReadContext) => Lu> = {
  texte: readText,
  texte_long: readText,
  adresse: readText,
  montant: readAmount,
  pourcentage: readPercent,
  entier: readWhole,
  choix: readChoice,
  date: readDate,
  siret: readSiret,
  pays: readCountry,
  email: readEmail,
  devise: (_, __, { devise }) => ok(devise),
};

const TEXTS: ReadonlySet<TypeVariable> = new Set(['texte', 'texte_long', 'adresse']);

/** Reads what was typed for a variable; `typed` is not empty. A value far too long for its type is refused before being parsed. */
export function readValue(variable: Variable, typed: string, ctx: ReadContext): Lu {
  if (!TEXTS.has(variable.type) && typed.length > LONGEST_SHORT_VALUE + 200) return ko('trop_long', { max: LONGEST_SHORT_VALUE });
  return READERS[variable.type](variable, typed.trim(), ctx);
}
