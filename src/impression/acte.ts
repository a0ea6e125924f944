/** An act: what is composed from a texte and its values, frozen with the caution, and printed. */
import type { Day } from '../kit/dates.js';
import type { Language } from '../kit/money.js';
import type { Valeurs } from '../specimens/texte.js';

/** The insurer, as its acts name it. `agrement`: "entreprise régie par le code des assurances, agréée…"; `controle`: its supervisor. */
export interface Garant {
  readonly nom: string;
  readonly forme: string;
  readonly capital?: string;
  readonly siege: string;
  readonly ville: string;
  readonly rcs: string;
  readonly agrement: string;
  readonly controle: string;
  /** What an act in English says instead. */
  readonly en?: Partial<Pick<Garant, 'forme' | 'capital' | 'siege' | 'agrement' | 'controle'>>;
}

/** The applicant: the entité for whom the insurer stands surety. `immatriculation` names its register (`SIRET 991 …`); `adresse` on one or several lines. */
export interface DonneurDOrdre {
  readonly nom: string;
  readonly forme?: string;
  readonly immatriculation?: string;
  readonly adresse: string;
}

export interface Signataire {
  readonly nom: string;
  readonly qualite: string;
  readonly pouvoir?: string;
  readonly en?: { readonly qualite?: string; readonly pouvoir?: string };
}

export interface ContexteActe {
  readonly garant: Garant;
  readonly donneurDOrdre: DonneurDOrdre;
  /** Number of the caution (`C26-0000042`); null for a draft or a specimen. */
  readonly numero: string | null;
  readonly dateEmission: Day | null;
  readonly signataire: Signataire;
  /** 1 for the first act; above, it cancels and replaces the one before. */
  readonly versionActe: number;
  /** The day the first one was issued, where this one replaces it: its effect and what it was issued on are judged as of then. */
  readonly premiereEmission?: Day;
  /** The seal is self-made: the act says so. */
  readonly demonstration?: boolean;
}

export interface Paragraphe {
  readonly type: 'texte' | 'liste';
  readonly texte: string;
}

export interface ArticleCompose {
  readonly numero: string;
  readonly titre: string;
  /** Heading (A, B) that opens before this article. */
  readonly section?: string;
  readonly paragraphes: readonly Paragraphe[];
}

/** Plain JSON: everything the print needs, and nothing that could change afterwards. */
export interface ActeCompose {
  readonly langue: Language;
  readonly texte: { readonly code: string; readonly version: number; readonly typeCredit: string };
  readonly titre: string;
  readonly sousTitre: string;
  readonly numero: string | null;
  readonly versionActe: number;
  readonly dateEmission: Day | null;
  readonly garant: Garant;
  readonly blocs: readonly { readonly role: string; readonly nom: string; readonly lignes: readonly string[] }[];
  readonly montant: { readonly libelle: string; readonly chiffres: string; readonly lettres: string };
  readonly articles: readonly ArticleCompose[];
  readonly signature: {
    readonly lieuEtDate: string;
    readonly pour: string;
    readonly nom: string;
    readonly qualite: string;
    readonly pouvoir: string | null;
  };
  readonly piedDePage: readonly string[];
  readonly demonstration: boolean;
  /** The law imposes a wording that is not this one: every page says so. */
  readonly horsModele: boolean;
  readonly donnees: Valeurs;
}

/** What a print is: a draft, a specimen, the original, or one of its duplicates. `code` as stored (`7KQF2M9CX41D`): who prints it shows it. */
export type Marque =
  | { readonly type: 'projet' }
  | { readonly type: 'specimen' }
  | { readonly type: 'original'; readonly code: string; readonly urlVerification: string }
  | {
      readonly type: 'duplicata';
      readonly rang: number;
      readonly editeLe: Date;
      readonly par: string;
      /** SHA-256 of the original's bytes, in hexadecimal. */
      readonly empreinte: string;
      readonly code: string;
      readonly urlVerification: string;
    };
