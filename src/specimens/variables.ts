/** From what was typed to the values of a texte's variables: read, computed, compared with one another. */
import { inPageOrder, type FieldError } from '../kit/errors.js';
import type { Day } from '../kit/dates.js';
import { incoherences, incoherencesDesDates, type Circonstances } from './coherence.js';
import { computeVariables } from './computed.js';
import { enClair } from './enclair.js';
import { readValue, type ReadContext } from './read-value.js';
import { conditionsRemplies, estVerrouillee, pageOrder, type TexteVersion, type Valeurs, type Variable } from './texte.js';

export { formFields, type FormField, type FormGroup } from './form-fields.js';
export { checkLimits, type LimiteVerifiee } from './limits.js';
export type { ReadContext } from './read-value.js';

export interface LectureValeurs {
  readonly valeurs: Record<string, string>;
  readonly erreurs: FieldError[];
  /** Fields that are missing, or that cannot be read. */
  readonly manquants: ReadonlySet<string>;
}

/** What the values are read for: the day, the currency, and where they are known the contract and the applicant. */
type Lecture = ReadContext & Pick<Circonstances, 'contrat' | 'donneur'>;

/** What was typed under a name: a string, nothing (undefined), or a shape no form sends (null). */
function typedUnder(brut: Record<string, unknown>, nom: string): string | undefined | null {
  const raw = Object.hasOwn(brut, nom) ? brut[nom] : undefined;
  if (raw === undefined || raw === null) return undefined;
  if (typeof raw === 'number' || typeof raw === 'bigint') return String(raw);
  return typeof raw === 'string' ? raw : null;
}

const defaultOf = ({ parDefaut }: Variable, today: Day): string | undefined => (parDefaut === 'aujourdhui' ? today : parDefaut);

const constantes = ({ variables }: TexteVersion): Valeurs =>
  Object.fromEntries(variables.flatMap(({ nom, calcul }) => (calcul?.type === 'constante' ? [[nom, calcul.valeur]] : [])));

/**
 * Reads the variables of a texte from a form or a row of a file. Unknown names are ignored; a name left out takes its default;
 * whatever is wrong, each value or one with another, becomes an error beside its field, with a key of `variables.json` and the field's
 * label. Never throws.
 */
export function readVariables(texte: TexteVersion, brut: Record<string, unknown>, ctx: Lecture): LectureValeurs {
  const source = typeof brut === 'object' && brut !== null ? brut : {};
  const langue = ctx.langue ?? 'fr';
  const lus: Record<string, string> = { ...constantes(texte) };
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
    const { nom, obligatoire, si, calcul } = variable;
    if (faulty.has(nom) || valeurs[nom] !== undefined || !conditionsRemplies(si, valeurs)) continue;
    if (obligatoire && !estVerrouillee(variable) && calcul?.type !== 'emission') refuse(variable, requiredKey(variable));
  }
  const toutes = [...erreurs, ...entreElles(texte, valeurs, erreurs, { ...ctx, langue })];
  return { valeurs, erreurs: inPageOrder(toutes, pageOrder(texte)), manquants: new Set(erreurs.map(({ field }) => field)) };
}

/** The message for a value left out says what to give, by type. */
const requiredKey = ({ type }: Variable): string => (type === 'choix' || type === 'pays' ? 'a_choisir' : 'obligatoire');

/** What is wrong between values that are right each by itself: one error a field, none about a value that is wrong already. */
function entreElles(
  texte: TexteVersion,
  valeurs: Valeurs,
  erreurs: readonly FieldError[],
  { devise, today, contrat, donneur, langue }: Lecture & Required<Pick<ReadContext, 'langue'>>,
): FieldError[] {
  const faulty = new Set(erreurs.map(({ field }) => field));
  const emission = { devise, jour: today, contrat, donneur };
  return [...incoherencesDesDates(texte, valeurs, emission), ...incoherences(texte, valeurs, emission)].flatMap(
    ({ champ, champs, message, params }) => {
      // What could not be worked out is the matter of the control: every value there is, is right.
      if (message.endsWith('.incomplete') || faulty.has(champ) || champs.some((nom) => faulty.has(nom))) return [];
      faulty.add(champ);
      return [{ field: champ, message, params: enClair(params, langue) }];
    },
  );
}
