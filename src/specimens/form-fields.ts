/** What the page of a demande shows for the variables of its texte: groups of fields, labelled, filled and with their errors. */
import { countryOptions } from '../kit/countries.js';
import { formatDay, parseDay } from '../kit/dates.js';
import type { FieldError } from '../kit/errors.js';
import { formatSiret, parseSiret } from '../kit/identifiers.js';
import { fromDecimal, moneyParts, percentToDecimal, type Language } from '../kit/money.js';
import { parseMoney, parsePercent } from '../kit/read-money.js';
import { maxLength } from './read-value.js';
import { conditionsRemplies, estVerrouillee, GROUPES, type Condition, type Groupe, type TexteVersion, type Variable } from './texte.js';

/** One field: its name is the variable's own. `actif` is false while its conditions do not hold: not to be filled in. */
export interface FormField {
  readonly nom: string;
  readonly type: Variable['type'];
  readonly libelle: string;
  readonly aide?: string;
  readonly obligatoire: boolean;
  readonly actif: boolean;
  readonly verrouille: boolean;
  readonly valeur: string;
  readonly erreur?: FieldError;
  readonly choix?: readonly { readonly valeur: string; readonly libelle: string }[];
  readonly suffixe?: string;
  readonly longueurMax: number;
  readonly si?: readonly Condition[];
}

/** Fields of one group; `titre` is a key of `variables.json`. */
export interface FormGroup {
  readonly code: Groupe;
  readonly titre: string;
  readonly champs: readonly FormField[];
}

/** A value as a person types it: `1 234,50`, `21/11/2026`, `5,25`. What cannot be read is shown as it is. */
function asTyped(variable: Variable, value: string, devise: string, langue: Language): string {
  switch (variable.type) {
    case 'montant': {
      // As it is kept, with a point before its decimals, or as it was typed.
      const amount = parseMoney(value, devise, 'en');
      if (!amount) return value;
      const { whole, fraction } = moneyParts(amount, langue);
      return whole + fraction;
    }
    case 'pourcentage': {
      const rate = parsePercent(value);
      const decimal = rate === undefined ? value : percentToDecimal(rate);
      return langue === 'fr' ? decimal.replace('.', ',') : decimal;
    }
    case 'date': {
      const day = parseDay(value);
      return day ? formatDay(day) : value;
    }
    case 'siret': {
      const siret = parseSiret(value);
      return siret ? formatSiret(siret) : value;
    }
    default:
      return value;
  }
}

function suffix({ type, unite }: Variable, devise: string, langue: Language): string | undefined {
  if (type === 'montant') return moneyParts(fromDecimal('0', devise), langue).symbol;
  return type === 'pourcentage' ? '%' : unite?.[langue];
}

const choices = ({ type, choix }: Variable, langue: Language) =>
  type === 'pays' ? countryOptions(langue) : choix?.map(({ valeur, libelle }) => ({ valeur, libelle: libelle[langue] }));

/**
 * The form of a texte. `saisie` holds what was typed, or canonical values: they are shown in the person's format, except when there
 * are errors, where everything comes back exactly as typed. A name absent from `saisie` shows its default.
 * `devise` is that of the contract; `today` (ISO) fills defaults of dates.
 */
export function formFields(
  texte: TexteVersion,
  saisie: Readonly<Record<string, unknown>>,
  erreurs: readonly FieldError[],
  langue: Language,
  { devise = 'EUR', today }: { devise?: string; today?: string } = {},
): FormGroup[] {
  const typed: Record<string, string> = {};
  for (const { nom, type, parDefaut, calcul } of texte.variables) {
    const raw = Object.hasOwn(saisie, nom) ? saisie[nom] : undefined;
    const fallback =
      calcul?.type === 'constante' ? calcul.valeur : type === 'devise' ? devise : parDefaut === 'aujourdhui' ? today : parDefaut;
    typed[nom] = typeof raw === 'string' || typeof raw === 'number' ? String(raw) : raw === undefined ? (fallback ?? '') : '';
  }
  const field = (variable: Variable): FormField => {
    const { nom, type, libelle, aide, si } = variable;
    const [actif, value] = [conditionsRemplies(si, typed), typed[nom] ?? ''];
    return {
      nom,
      type,
      libelle: libelle[langue],
      aide: aide?.[langue],
      obligatoire: variable.obligatoire && actif && !estVerrouillee(variable) && variable.calcul?.type !== 'emission',
      actif,
      verrouille: estVerrouillee(variable),
      valeur: erreurs.length > 0 && Object.hasOwn(saisie, nom) ? value : asTyped(variable, value, devise, langue),
      erreur: erreurs.find((erreur) => erreur.field === nom),
      choix: choices(variable, langue),
      suffixe: suffix(variable, devise, langue),
      longueurMax: maxLength(variable),
      si,
    };
  };
  return GROUPES.map((code) => ({
    code,
    titre: `variables.groupes.${code}`,
    champs: texte.variables.filter(({ groupe }) => groupe === code).map(field),
  })).filter(({ champs }) => champs.length > 0);
}
