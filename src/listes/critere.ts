/** One thing a list is searched by: read from the address, written back to it, asked of Postgres, shown as a field and as chips. */
import { sql, type Sql } from '../kit/database.js';
import type { FieldError } from '../kit/errors.js';
import type { Translate } from '../kit/i18n.js';
import type { Field } from '../kit/list/field.js';
import type { Language } from '../kit/money.js';
import type { Catalogue } from '../catalogue/catalogue.service.js';
import type { EntitesDeRecherche } from '../organisation/organisation.js';
import type { Acteur } from '../droits/acteur.js';
import type { Fragments } from './fragments.sql.js';

/** The fields of an address, each with its values. */
export type Requete = Readonly<Record<string, readonly string[]>>;

/** What words are made with. */
export interface Mots {
  readonly langue: Language;
  readonly t: Translate;
  readonly catalogue: Catalogue;
  readonly maintenant: Date;
}

/** What a field is drawn from: words, what the whole address asks, and the entities one may choose. */
export interface Offre extends Mots {
  readonly requete: Requete;
  readonly entites: EntitesDeRecherche;
  /** How many rows a choice would find, where the list counts them. */
  readonly comptes: Readonly<Record<string, number>>;
}

export interface Puce {
  readonly libelle: string;
  readonly valeur: string;
  /** What the address has instead once the chip is removed. */
  readonly sans: Requete;
}

/** Ready-made answers to a criterion: what the address has instead once one is chosen. */
export interface Raccourcis {
  readonly libelle: string;
  readonly choix: readonly { readonly texte: string; readonly avec: Requete; readonly courant: boolean }[];
}

/** A criterion as one address asks it. */
export interface CritereLu<Qui extends Acteur = Acteur> {
  readonly requete: Requete;
  /** Nothing when it restricts nothing; rows stand under the alias `x`. */
  condition?(acteur: Qui, mots: Mots): Sql | undefined;
  /** Words it is found by, looked up first where an index holds them. */
  fragments?(acteur: Qui): Fragments | undefined;
  /** What of the counters it needs, when they hold it: nothing asked holds anyway. */
  readonly compteurs?: 'entite' | 'type' | 'etat' | 'devise';
  /** It is one of the tabs: their counts look beyond it. */
  readonly onglet?: boolean;
  /** The entities it has chosen: its field offers the others. */
  readonly entites?: readonly number[];
  champs?(offre: Offre): readonly Field[];
  puces?(offre: Offre): readonly Puce[];
  /** Ready-made answers, each one click away. */
  raccourcis?(offre: Offre): Raccourcis;
  readonly erreurs?: readonly FieldError[];
}

export type Critere<Qui extends Acteur = Acteur> = (query: Readonly<Record<string, unknown>>) => CritereLu<Qui>;

/** The values of a field of an address. */
export const valeurs = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string' && one !== '');

/** A field's text. Control characters have no place in a search, and some of them none in Postgres either. */
export const texte = (value: unknown): string =>
  (valeurs(value)[0] ?? '')
    .replace(/[\u0000-\u001f]/g, '')
    .trim()
    .slice(0, 100);

const MAX_VALEUR = 300;
const siDit = (field: string, value: string): Requete => (value === '' ? {} : { [field]: [value] });

interface Options {
  /** Key of its label. */
  readonly libelle: string;
  readonly grand?: boolean;
  /** Key of an example, shown in the empty field. */
  readonly exemple?: string;
}

/** Words typed: `condition` says where they are looked for. */
export function fragment<Qui extends Acteur = Acteur>(
  field: string,
  condition: (typed: string, acteur: Qui) => Sql,
  {
    libelle,
    grand,
    exemple,
    puce = libelle,
    index,
  }: Options & { readonly puce?: string; readonly index?: (typed: string, acteur: Qui) => Fragments | undefined },
): Critere<Qui> {
  return (query) => {
    const typed = texte(query[field]);
    return {
      requete: siDit(field, typed),
      fragments: (acteur) => (typed === '' ? undefined : index?.(typed, acteur)),
      condition: (acteur) => (typed === '' ? undefined : condition(typed, acteur)),
      champs: ({ t }) => [{ nom: field, libelle: t(libelle), valeur: typed, exemple: exemple && t(exemple), grand }],
      puces: ({ t }) => (typed === '' ? [] : [{ libelle: t(puce), valeur: typed, sans: { [field]: [] } }]),
    };
  };
}

/** One of a few codes, or any. `texte` names one. */
export function choix<Qui extends Acteur = Acteur>(
  field: string,
  codes: readonly string[],
  condition: (code: string, acteur: Qui, mots: Mots) => Sql,
  { libelle, nommer }: Options & { readonly nommer: (code: string, offre: Offre) => string },
): Critere<Qui> {
  return (query) => {
    const code = codes.find((one) => one === texte(query[field])) ?? '';
    return {
      requete: siDit(field, code),
      condition: (acteur, mots) => (code === '' ? undefined : condition(code, acteur, mots)),
      champs: (offre) => [
        {
          nom: field,
          type: 'choix',
          libelle: offre.t(libelle),
          valeur: code,
          choix: codes.map((one) => ({ valeur: one, texte: nommer(one, offre) })),
        },
      ],
      puces: (offre) => (code === '' ? [] : [{ libelle: offre.t(libelle), valeur: nommer(code, offre), sans: { [field]: [] } }]),
    };
  };
}

/** Several states at once. */
export const etats =
  (codes: readonly string[]): Critere =>
  (query) => {
    const demandes = [...new Set(valeurs(query.etat))].filter((code) => codes.includes(code));
    const [seul] = demandes;
    return {
      requete: { etat: demandes },
      condition: () => (seul === undefined ? undefined : demandes.length === 1 ? sql`x.etat = ${seul}` : sql`x.etat = any (${demandes})`),
      compteurs: 'etat',
      onglet: true,
      champs: ({ t }) => [
        {
          nom: 'etat',
          type: 'multiple',
          libelle: t('listes.etat'),
          valeur: demandes,
          choix: codes.map((code) => ({ valeur: code, texte: t(`etats.${code}`) })),
        },
      ],
      puces: ({ t }) =>
        demandes.map((code) => ({
          libelle: t('listes.etat'),
          valeur: t(`etats.${code}`),
          sans: { etat: demandes.filter((one) => one !== code) },
        })),
    };
  };

/** A link's own filter, without a field: `aValider=moi`. */
export const reserve =
  <Qui extends Acteur>(field: string, value: string, condition: (acteur: Qui) => Sql, libelle: string): Critere<Qui> =>
  (query) => {
    const demande = texte(query[field]) === value;
    return {
      requete: siDit(field, demande ? value : ''),
      onglet: true,
      condition: (acteur) => (demande ? condition(acteur) : undefined),
      champs: () => (demande ? [{ nom: field, type: 'cache', valeur: value }] : []),
      puces: ({ t }) => (demande ? [{ libelle: '', valeur: t(libelle), sans: { [field]: [] } }] : []),
    };
  };

/** What only a link asks for, exactly, without a field: told as a chip. `lue` says what of the address may be asked. */
export const valeur =
  (
    field: string,
    condition: (value: string) => Sql,
    options: {
      readonly libelle: string;
      readonly lue?: (value: string) => boolean;
      readonly nommer?: (value: string, offre: Offre) => string;
      readonly compteurs?: CritereLu['compteurs'];
    },
  ): Critere =>
  (query) => {
    const [dite = ''] = valeurs(query[field]);
    const value = !dite.includes('\u0000') && dite.length <= MAX_VALEUR && (options.lue?.(dite) ?? true) ? dite : '';
    return {
      requete: siDit(field, value),
      condition: () => (value === '' ? undefined : condition(value)),
      compteurs: options.compteurs,
      champs: () => (value === '' ? [] : [{ nom: field, type: 'cache', valeur: value }]),
      puces: (offre) =>
        value === '' ? [] : [{ libelle: offre.t(options.libelle), valeur: options.nommer?.(value, offre) ?? value, sans: { [field]: [] } }],
    };
  };

/** One of the ways to show a list, its tabs; the first one unless told. */
export const onglet =
  (field: string, codes: readonly string[]): Critere =>
  (query) => {
    const code = codes.slice(1).find((one) => one === texte(query[field])) ?? '';
    return { requete: siDit(field, code), champs: () => (code === '' ? [] : [{ nom: field, type: 'cache', valeur: code }]) };
  };
