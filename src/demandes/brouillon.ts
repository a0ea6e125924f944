/** A draft of a demande: what a person typed and did not save yet. Pure. */
import type { ChoixSaisie } from './saisie.form.js';

/** Days that a draft is kept after its person last typed in it: said on the page, done by the night. */
export const JOURS = 30;
/** Drafts of one person at once: past that, the oldest goes. */
export const MAX_BROUILLONS = 100;
/** Characters of a draft: many times the longest demande. */
export const MAX_SAISIE = 100_000;

/** What a page of the steps says of its draft. */
export interface Feuille {
  readonly id: string;
  /** How many times the draft had been saved when the page was made: 0, not yet. */
  readonly rang: number;
  /** The page itself: it may save again after itself, Back included. */
  readonly feuille: string;
}

export interface Brouillon {
  readonly id: string;
  readonly rang: number;
  readonly version: number;
  readonly choix: ChoixSaisie;
  readonly saisie: Readonly<Record<string, string>>;
  /** The demande that it became; null while it is one. */
  readonly numero: string | null;
  /** The demande that it changes, when it changes one. */
  readonly demande: string | null;
  readonly commence_le: Date;
  readonly modifie_le: Date;
}

/** What became of a saving: saved, `ailleurs` under another id when it went on elsewhere meanwhile; or a demande already. */
export type Garde =
  | { readonly issue: 'garde'; readonly id: string; readonly rang: number; readonly ailleurs: boolean }
  | { readonly issue: 'enregistree'; readonly numero: string };
