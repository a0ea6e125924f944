/** From what was typed to the values of a texte's variables: read, computed, compared with one another. */
import { inPageOrder, type FieldError } from '../kit/errors.js';
import { formatDay, type Day } from '../kit/dates.js';
import { compare, formatMoney, fromDecimal, percent, type Language } from '../kit/money.js';
import { computeVariables } from './computed.js';
import { readValue, type ReadContext } from './read-value.js';
import { conditionsRemplies, estVerrouillee, pageOrder, type TexteVersion, type Valeurs, type Variable } from './texte.js';

export { formFields, type FormField, type FormGroup } from './form-fields.js';
export { checkLimits, limitMessage, type LimiteVerifiee } from './limits.js';
export type { ReadContext } from './read-value.js';

export interface LectureValeurs {
  readonly valeurs: Record<string, string>;
  readonly erreurs: FieldError[];
}

/** What was typed under a name: a string, nothing (undefined), or a shape no form sends (null). */
function typedUnder(brut: Record<string, unknown>, nom: string): string | undefined | null {
  const raw = Object.hasOwn(brut, nom) ? brut[nom] : undefined;
  if (raw === undefined || raw === null) return undefined;
  if (typeof raw === 'number' || typeof raw === 'bigint') return String(raw);
  return typeof raw === 'string' ? raw : null;
}

const defaultOf = ({ parDefaut }: Variable, today: Day): string | undefined => (parDefaut === 'aujourdhui' ? today : parDefaut);

/**
 * Reads the variables of a texte from a form or a row of a file. Unknown names are ignored; a name left out takes its default;
 * whatever is wrong becomes an error beside its field, with a key of `variables.json` and the field's label. Never throws.
 */
export function readVariables(texte: TexteVersion, brut: Record<string, unknown>, ctx: ReadContext): LectureValeurs {
  const source = typeof brut === 'object' && brut !== null ? brut : {};
  const langue = ctx.langue ?? 'fr';
  const lus: Record<string, string> = {};
  const erreurs: FieldError[] = [];
  const refuse = (variable: Variable, cle: string, params: Readonly<Record<string, unknown>> = {}): void => {
    const message = `variables.erreurs.${cle}`;
    erreurs.push({ field: variable.nom, message, params: { libelle: variable.libelle[langue], ...params } });
  };

  for (const variable of texte.variables) {
    if (estVerrouillee(variable) || !conditionsRemplies(variable.si, lus)) continue;
    const typed = typedUnder(source, variable.nom);
    if (typed === null) refuse(variable, 'forme');
    else {
      const value = typed ?? defaultOf(variable, ctx.today) ?? '';
      if (value.trim() === '') continue;
      const lu = readValue(variable, value, { ...ctx, langue });
      if ('valeur' in lu) lus[variable.nom] = lu.valeur;
      else refuse(variable, lu.erreur, lu.params);
    }
  }

  const valeurs = computeVariables(texte, lus, ctx.devise);
  const faulty = new Set(erreurs.map(({ field }) => field));
  for (const variable of texte.variables) {
    const { nom } = variable;
    if (faulty.has(nom) || !conditionsRemplies(variable.si, valeurs)) continue;
    const valeur = valeurs[nom];
    if (valeur === undefined) {
      if (variable.obligatoire && !estVerrouillee(variable)) refuse(variable, requiredKey(variable));
    } else if (variable.calcul?.type === 'pourcentage' && fromDecimal(valeur, ctx.devise).minor <= 0n) {
      refuse(variable, 'montant_positif', { exemple: formatMoney(fromDecimal('1234', ctx.devise), langue) });
    } else {
      const [cle, params] = outOfBounds(texte, variable, valeur, valeurs, { ...ctx, langue }) ?? [];
      if (cle) refuse(variable, cle, params);
    }
  }
  return { valeurs, erreurs: inPageOrder(erreurs, pageOrder(texte)) };
}

/** The message for a value left out says what to give, by type. */
const requiredKey = ({ type }: Variable): string => (type === 'choix' || type === 'pays' ? 'a_choisir' : 'obligatoire');

type Broken = [cle: string, params: Record<string, unknown>];

/** The bound that a value breaks, if any. A bound that names a variable without a value does not apply. */
function outOfBounds(
  texte: TexteVersion,
  variable: Variable,
  valeur: string,
  valeurs: Valeurs,
  ctx: ReadContext & { langue: Language },
): Broken | undefined {
  const bound = (name: string | undefined): string | undefined => {
    if (name === undefined || name === 'aujourdhui') return name && ctx.today;
    return texte.variables.some(({ nom }) => nom === name) ? valeurs[name] : name;
  };
  const [min, max, apres] = [bound(variable.min), bound(variable.max), bound(variable.apres)];
  const order = ORDER[variable.type];
  if (!order) return undefined;
  const { before, show } = order;
  if (min !== undefined && before(valeur, min, ctx.devise)) return [`${variable.type}_min`, { min: show(min, ctx) }];
  if (max !== undefined && before(max, valeur, ctx.devise)) return [`${variable.type}_max`, { max: show(max, ctx) }];
  if (apres !== undefined && !before(apres, valeur, ctx.devise)) return [`${variable.type}_apres`, { apres: show(apres, ctx) }];
  return undefined;
}

interface Order {
  readonly before: (a: string, b: string, devise: string) => boolean;
  readonly show: (value: string, ctx: ReadContext & { langue: Language }) => string;
}

/** How values of a type are compared, and shown in the message. Types without an order have no bounds. */
const ORDER: Partial<Record<Variable['type'], Order>> = {
  montant: {
    before: (a, b, devise) => compare(fromDecimal(a, devise), fromDecimal(b, devise)) < 0,
    show: (value, { devise, langue }) => formatMoney(fromDecimal(value, devise), langue),
  },
  pourcentage: {
    before: (a, b) => percent(a) < percent(b),
    show: (value, { langue }) => (langue === 'fr' ? value.replace('.', ',') : value),
  },
  entier: { before: (a, b) => Number(a) < Number(b), show: (value) => value },
  date: { before: (a, b) => a < b, show: formatDay },
};
