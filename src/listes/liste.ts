/** A list is a definition: where its rows are, what they are searched by, what each column shows. The rest is the house's. */
import type { Chemin } from '../chemins.js';
import type { Sql } from '../kit/database.js';
import type { CellHtml, Cells } from '../kit/list/cells.js';
import type { Tick } from '../kit/list/table.js';
import type { Money } from '../kit/money.js';
import type { Cell, Column as ColonneClasseur } from '../kit/workbook.js';
import type { Acteur, Collaborateur, Profil, RoleGarant } from '../droits/acteur.js';
import type { Critere, Mots, Requete } from './critere.js';

/** How many rows, and how much where they are amounts; one a currency. */
export interface Total {
  readonly nombre: number;
  /** How many lines of the list, where a line gathers several things. */
  readonly lignes?: number;
  readonly devise?: string;
  readonly montant?: string;
  /** There are more: these are the first ones. */
  readonly plus?: boolean;
}

/** How many lines the whole result has. */
export const countLines = (totaux: readonly Total[]): number => totaux.reduce((sum, { nombre, lignes = nombre }) => sum + lignes, 0);

/** What the SQL of a list is made from. */
export interface Ou<Qui extends Acteur> extends Mots {
  readonly acteur: Qui;
  readonly requete: Requete;
  /** More rows than `MONTRES` hold the words typed, or may: they are counted up to there. */
  readonly bornee: false | 'trop' | 'peut-etre';
  /** Something narrows the rows: criteria, a perimeter. */
  readonly filtree: boolean;
  /** What is asked, on the alias `x`; `true` when nothing is. */
  readonly conditions: Sql;
  /** What the counters of `bilan` must tell apart; undefined when something is asked that they do not hold. */
  readonly compteurs: ReadonlySet<'entite' | 'type' | 'etat' | 'devise'> | undefined;
}

export interface Source {
  readonly select: Sql;
  /** What is searched and sorted, `x`; then what is only shown, which may be told the ids of the page (all when empty). */
  readonly from: Sql;
  readonly join?: Sql | ((ids: Sql) => Sql);
  readonly where?: Sql;
  /** One line a `Total`: of the whole result, whatever the page. */
  readonly totaux: Sql;
}

/** How a column sorts. */
export interface Ordre<Qui extends Acteur> {
  readonly par: readonly Sql[] | ((ou: Ou<Qui>) => readonly Sql[]);
  /** It needs what is only shown. */
  readonly joint?: boolean;
  /** Rows without a value come last, whichever way. */
  readonly videALaFin?: boolean;
  /** The first click sorts from the largest. */
  readonly grandDAbord?: boolean;
}

export interface Colonne<Row, Qui extends Acteur = Collaborateur, T extends Total = Total> {
  readonly nom: string;
  /** Key of its title; `<words>.colonnes.<nom>` unless told. */
  readonly titre?: string | ((requete: Requete) => string);
  readonly tri?: Ordre<Qui>;
  /** Look of its cells on the page: k, main, r big, st, m3… Nothing: it is not on the page. */
  readonly css?: string;
  readonly cell?: (row: Row, cells: Cells, mots: Mots, requete: Requete) => CellHtml;
  readonly libellee?: boolean;
  readonly total?: (total: T, cells: Cells) => CellHtml;
  /** Width, kind, value in a workbook; the same value is printed in a PDF, `part` of its width. */
  readonly excel?: readonly [number, ColonneClasseur['kind'], (row: Row, mots: Mots) => Cell];
  readonly totalExcel?: (total: T) => number | Money | string;
  readonly part?: number;
  /** Shown only where the address asks for it. */
  readonly si?: (requete: Requete) => boolean;
}

export interface Action {
  readonly texte: string;
  readonly icone: string;
  readonly href: string;
  readonly principal?: boolean;
}

/** A figure of the band above a queue. */
export interface Chiffre {
  readonly libelle: string;
  readonly valeur: number | Money;
  readonly precision: string;
  readonly alerte?: boolean;
  /** The very rows that it counts. */
  readonly href?: string;
}

/** Lines that belong together, one after the other, and what they amount to. */
export interface SousTotaux<Row> {
  /** Only where the address shows groups; always unless told. */
  readonly si?: (requete: Requete) => boolean;
  readonly groupe: (row: Row) => string;
  /** Of the whole group, whatever the page, as the list's own totals are; nothing for a line that stands alone. */
  readonly total: (row: Row, mots: Mots) => { readonly titre: string; readonly total: Total } | undefined;
}

export interface Liste<Row, Qui extends Acteur = Collaborateur, T extends Total = Total> {
  /** Its name, that of its exports' files, and of the person's searches. */
  readonly nom: string;
  /** Where its words are: `<words>.titre`, `.colonnes.…`, `.vide.…`. */
  readonly words: string;
  readonly chemin: Chemin;
  readonly excel?: Chemin;
  readonly pdf?: Chemin;
  readonly pour: Qui extends Collaborateur ? readonly Profil[] : readonly RoleGarant[];
  /** A person keeps searches of it, and it opens on his own. */
  readonly preferees?: boolean;
  readonly source: (ou: Ou<Qui>) => Source;
  readonly criteres: readonly Critere<Qui>[];
  readonly colonnes: readonly Colonne<Row, Qui, T>[];
  /** The order of an address that asks for none: a column, "-" in front for descending. */
  readonly tri: string | ((requete: Requete) => string);
  /** What comes before any other order, always ascending: a currency's lines stand together. */
  readonly dabord?: readonly Sql[];
  readonly sousTotaux?: SousTotaux<Row>;
  /** What decides between equals, in the direction of the sort or always ascending. */
  readonly egalite: { readonly par: Ordre<Qui>['par']; readonly suit?: boolean };
  /** The rows of a page are found by this key before anything else of them is read. */
  readonly cle?: Sql;
  /** Its rows and totals are read together, as JSON: amounts are selected as text, and these columns are instants. */
  readonly instants?: readonly string[];
  /** Its rows never leave and the key only grows: deep pages start from landmarks, kept under this name. */
  readonly reperes?: (acteur: Qui) => string;
  /** Sizes of a page; one alone is not asked. */
  readonly tailles: readonly [number, ...number[]];
  /** The usual one, when it is not the first. */
  readonly taille?: number;
  /** How many rows each state would find (`code`, `nombre`), the other criteria kept; nothing where counting would take too long. */
  readonly comptes?: (ou: Ou<Qui>) => Sql | undefined;
  readonly vue: Vue<Row, Qui, T>;
}

/** The particulars of its page. */
export interface Vue<Row, Qui extends Acteur, T extends Total> {
  readonly titre?: string;
  /** The page above it; the home page unless told. */
  readonly sous?: { readonly href: string; readonly titre: string };
  /** A sentence under the title, and one above the rows. */
  readonly phrase?: (totaux: readonly T[], mots: Mots) => string | undefined;
  readonly resultat?: (totaux: readonly T[], mots: Mots) => string;
  readonly css?: string;
  readonly table?: string;
  readonly icone: string;
  readonly actions?: (acteur: Qui, mots: Mots) => readonly Action[];
  /** What one could search besides, one click away. */
  readonly suggestions?: (acteur: Qui, requete: Requete, mots: Mots) => readonly { readonly texte: string; readonly href: string }[];
  readonly onglets?: { readonly champ: string; readonly codes: readonly string[] };
  /** Its states as tabs, with their counts; `reserve`: a tab of this person's own, first, whose code is its value. */
  readonly etats?: {
    readonly codes: readonly string[];
    readonly reserve?: { readonly champ: string; readonly valeur: string; readonly libelle: string; readonly si: (acteur: Qui) => boolean };
  };
  readonly chiffres?: (totaux: readonly T[], mots: Mots) => readonly Chiffre[];
  /** Blocks of rows, each under its title; the rows come in that order. */
  readonly groupes?: { readonly codes: readonly string[]; readonly de: (row: Row) => string; readonly vide: boolean };
  /** `data-…` of a row. */
  readonly data: (row: Row) => Readonly<Record<string, string | undefined>>;
  /** Its rows have buttons that act at once: the rows stand in one form. */
  readonly boutons?: boolean;
  /** What may be done with several rows at once, and the box of each. */
  readonly masse?: {
    readonly si: (acteur: Qui) => boolean;
    readonly action: string;
    readonly bouton: string;
    readonly coche: (row: Row, mots: Mots) => Tick | undefined;
  };
}

/** A definition, checked as it is written. */
export const liste = <Row, Qui extends Acteur = Collaborateur, T extends Total = Total>(
  definition: Liste<Row, Qui, T>,
): Liste<Row, Qui, T> => definition;
