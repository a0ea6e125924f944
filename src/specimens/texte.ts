/** A texte (spécimen): the versioned wording of an act, its typed variables, and the legal limits it is written under. All of it is data. */
import type { Day } from '../kit/dates.js';
import type { Language } from '../kit/money.js';
import type { Fin } from './fin.js';

export const TYPES_VARIABLE = [
  'texte',
  'texte_long',
  'montant',
  'pourcentage',
  'date',
  'entier',
  'choix',
  'siret',
  'adresse',
  'pays',
  'devise',
  'email',
] as const;
export type TypeVariable = (typeof TYPES_VARIABLE)[number];

export const GROUPES = ['beneficiaire', 'marche', 'garantie', 'conditions'] as const;
export type Groupe = (typeof GROUPES)[number];

/** The same words in both languages. */
export type Bilingue = Readonly<Record<Language, string>>;

/** Holds when the variable's value is one of those listed. */
export interface Condition {
  readonly variable: string;
  readonly vaut: readonly string[];
}

export interface Choix {
  readonly valeur: string;
  readonly libelle: Bilingue;
}

/**
 * How a value comes from others. `pourcentage`: the sum of `base` (or of the first of `cas` that holds) × `taux`, rounded down; another
 * amount typed in its place is refused. `emission`: the day the act is issued, unless a later day is typed. The others are locked:
 * an amount in words, a sum, a date so many days after another, the contract's currency, the only value a text allows.
 */
export type Calcul =
  | {
      readonly type: 'pourcentage';
      readonly base: readonly string[];
      readonly taux: string;
      readonly cas?: readonly { readonly si: readonly Condition[]; readonly base: readonly string[] }[];
    }
  | { readonly type: 'emission' }
  | { readonly type: 'constante'; readonly valeur: string }
  | { readonly type: 'somme'; readonly de: readonly string[] }
  | { readonly type: 'lettres'; readonly de: string }
  | { readonly type: 'date_plus'; readonly de: string; readonly jours: string }
  | { readonly type: 'devise' };

/**
 * One variable of a texte, and one field of the form, both under the same `nom`.
 * Bounds `min` and `max` are inclusive: a decimal, an ISO day, `aujourdhui`, or the name of another variable.
 * `apres` names a date that this one must follow. An amount is above zero unless `signe`.
 * `si`: shown, read and required only when every condition holds. `parDefaut` may be `aujourdhui`.
 */
export interface Variable {
  readonly nom: string;
  readonly type: TypeVariable;
  readonly groupe: Groupe;
  readonly libelle: Bilingue;
  readonly aide?: Bilingue;
  readonly unite?: Bilingue;
  readonly obligatoire: boolean;
  readonly si?: readonly Condition[];
  readonly min?: string;
  readonly max?: string;
  readonly apres?: string;
  readonly signe?: boolean;
  readonly longueurMin?: number;
  readonly longueurMax?: number;
  readonly choix?: readonly Choix[];
  readonly calcul?: Calcul;
  readonly parDefaut?: string;
}

/** In a limit on dates, the day the act is issued: today at entry, the day of the seal afterwards. */
export const EMISSION = 'aujourdhui';

/** What a beneficiary is: what one text allows another forbids. */
export const NATURES = ['public', 'prive', 'particulier'] as const;
export type NatureDePartie = (typeof NATURES)[number];

/**
 * A limit that the act must keep; `article` is the rule it comes from. It is told beside the field at entry, again by the automatic
 * control, and nothing is sealed that breaks it. `facultative`: nothing to keep while a value is missing. Amounts of the law are in
 * euros. `plafond`, `couverture`, `egal`: at most, at least, exactly the sum of `variable` and `plus`.
 */
export type Limite = { readonly article: string; readonly si?: readonly Condition[]; readonly facultative?: boolean } & (
  | { readonly type: 'taux_max' | 'taux_min'; readonly montant: string; readonly base: readonly string[]; readonly taux: string }
  | { readonly type: 'montant_min'; readonly variable: string; readonly valeur: string; readonly strict?: boolean }
  | {
      readonly type: 'plafond' | 'couverture' | 'egal';
      readonly montant: string;
      readonly variable: string;
      readonly plus?: readonly string[];
    }
  | { readonly type: 'date_avant'; readonly date: string; readonly avant: string; readonly strict?: boolean }
  | { readonly type: 'nature'; readonly nom: string; readonly siret?: string; readonly admises: readonly NatureDePartie[] }
);

/**
 * One article. `corps` is logic-less: `{{variable}}`, `{{#variable}}…{{/variable}}` when it has a value, `{{#choix_valeur}}…` for one
 * choice. A blank line parts two paragraphs; a line that begins with "- " is an item of a list. `section` opens a heading (A, B).
 * `fondement`: the rule that the clause applies; `reserve`: what a jurist has still to confirm of it.
 */
export interface Article {
  readonly code: string;
  readonly titre: string;
  readonly corps: string;
  readonly section?: string;
  readonly fondement?: string;
  readonly reserve?: string;
}

export interface TexteVersion {
  readonly code: string;
  readonly version: number;
  readonly typeCredit: string;
  readonly produits: readonly string[];
  readonly langue: Language;
  readonly titre: string;
  readonly nature: 'caution' | 'garantie';
  readonly baseLegale: string;
  readonly enVigueurDu: Day;
  /** Last day in force, or null while it is. */
  readonly enVigueurAu: Day | null;
  readonly editionDeportee: boolean;
  /** The wording is fixed by a regulation: only its variables may change. */
  readonly modeleReglementaire: boolean;
  /** The official wording has still to be put in by the insurer. */
  readonly aRemplacerParModele: boolean;
  /** The amount caps nothing: it is shown as one of reference. */
  readonly montantDeReference?: boolean;
  /** Where the wording was taken from, and the day by which it is to be read again. */
  readonly sources: readonly string[];
  readonly aRelireLe: Day;
  /** What ends the act; a wording that prints `date_fin` is bound by it. */
  readonly fin: Fin;
  readonly articles: readonly Article[];
  readonly variables: readonly Variable[];
  readonly limites: readonly Limite[];
}

/** Canonical values by variable: amounts "1234.50", days ISO, percentages "5". */
export type Valeurs = Readonly<Record<string, string>>;

/** In force on a day, both ends included. */
export const enVigueur = (texte: TexteVersion, jour: Day): boolean =>
  texte.enVigueurDu <= jour && (texte.enVigueurAu === null || jour <= texte.enVigueurAu);

/** The version of a texte in force on a day. */
export const versionEnVigueur = (textes: readonly TexteVersion[], code: string, jour: Day): TexteVersion | undefined =>
  textes.find((texte) => texte.code === code && enVigueur(texte, jour));

/** Whether every condition holds for these values. */
export const conditionsRemplies = (si: readonly Condition[] | undefined, valeurs: Valeurs): boolean =>
  (si ?? []).every(({ variable, vaut }) => vaut.includes(valeurs[variable] ?? ''));

/** A variable the person does not type: its value follows from others. */
export const estVerrouillee = ({ calcul }: Variable): boolean =>
  calcul !== undefined && calcul.type !== 'pourcentage' && calcul.type !== 'emission';

/** The values with the day of issue where a date left empty means it. */
export const emises = ({ variables }: Pick<TexteVersion, 'variables'>, valeurs: Valeurs, emission: Day): Valeurs => ({
  ...Object.fromEntries(variables.filter(({ calcul }) => calcul?.type === 'emission').map(({ nom }) => [nom, emission])),
  ...valeurs,
});

/** The names of the variables in the order of the form: by group. */
export const pageOrder = ({ variables }: Pick<TexteVersion, 'variables'>): string[] =>
  GROUPES.flatMap((groupe) => variables.filter((variable) => variable.groupe === groupe).map(({ nom }) => nom));

/** A version of a text, without its content. */
export interface TexteResume {
  readonly id: number;
  readonly code: string;
  readonly version: number;
  readonly type_credit: string;
  readonly produits: readonly string[];
  readonly langue: Language;
  readonly titre: string;
  readonly en_vigueur_du: Day;
  readonly en_vigueur_au: Day | null;
  readonly edition_deportee: boolean;
  /** Something may be issued with it: a jurist answers for it, or nothing here is real. */
  readonly admis: boolean;
}
