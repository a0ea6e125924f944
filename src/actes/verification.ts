/** What anybody may check of an act: what it is, and what it is worth today. Pure. */
import type { EtatCaution } from '../cautions/caution.js';
import type { Day } from '../kit/dates.js';
import { fromDecimal } from '../kit/money.js';
import { dernierJour, finie, type Fin } from '../specimens/fin.js';

/** All that the public may know of an act. */
export interface Authentique {
  readonly code: string;
  readonly numero: string;
  readonly nature: 'caution' | 'garantie';
  readonly titre: string;
  readonly langue: string;
  readonly donneur: string;
  readonly beneficiaire: string;
  readonly effet: Day;
  readonly fin: Fin;
  /** As this act prints it. */
  readonly date_fin: Day | null;
  /** Of this version of the act. */
  readonly montant: string;
  readonly devise: string;
  /** The text has no cap: its amount is one of reference. */
  readonly reference: boolean;
  /** What the ledger still holds for the caution. */
  readonly reste: string;
  /** It was called, and paid in part at least. */
  readonly entamee: boolean;
  readonly version: number;
  readonly derniere: number;
  readonly etat: EtatCaution;
  readonly terminee_le: Day | null;
  readonly scelle_le: Date;
  /** SHA-256 of the sealed file, in hexadecimal. */
  readonly empreinte: string;
}

/** What an act is worth on a day, and the colour it is said in. */
export const VERDICTS = {
  a_venir: 'blue',
  vigueur: 'green',
  entamee: 'amber',
  remplacee: 'amber',
  opposition: 'amber',
  liberee: 'neutral',
  finie: 'neutral',
  epuisee: 'neutral',
} as const;
export type Valeur = keyof typeof VERDICTS;

/** The end of an act comes before anything else; then what weighs on it; then its effect. */
export function verdictDe(acte: Authentique, jour: Day): Valeur {
  if (acte.etat === 'mainlevee') return 'liberee';
  if (acte.etat === 'echue' || finie(acte, jour)) return 'finie';
  const reste = fromDecimal(acte.reste, acte.devise).minor;
  // A first call leaves the rest due: only an exhausted amount ends an act.
  if (acte.etat === 'appelee') return reste > 0n ? 'entamee' : 'epuisee';
  if (acte.etat === 'en_opposition') return 'opposition';
  if (acte.version < acte.derniere) return 'remplacee';
  if (acte.entamee) return 'entamee';
  return jour < acte.effet ? 'a_venir' : 'vigueur';
}

/** The day an act ended on, where it has. */
export const finDe = (acte: Authentique, verdict: Valeur): Day | null =>
  verdict === 'liberee' || verdict === 'epuisee' ? acte.terminee_le : verdict === 'finie' ? (dernierJour(acte) ?? acte.terminee_le) : null;

/** What a file is, beside the act whose code is asked about: `autre_version` of the same caution, or `autre_acte`. */
export type Comparaison = 'original' | 'duplicata' | 'autre_version' | 'autre_acte' | 'inconnu';

/** A file that is known: an original, or a numbered duplicate of it. */
export interface Connu {
  readonly code: string;
  readonly numero: string;
  readonly version: number;
  readonly rang: number | null;
}

export function comparer(acte: Pick<Authentique, 'code' | 'numero'>, connu: Connu | undefined): Comparaison {
  if (!connu) return 'inconnu';
  if (connu.numero !== acte.numero) return 'autre_acte';
  if (connu.code !== acte.code) return 'autre_version';
  return connu.rang === null ? 'original' : 'duplicata';
}

/** A SHA-256 as people copy it: sixty-four figures of hexadecimal, blanks and colons aside; undefined when it is none. */
export function lireEmpreinte(typed: unknown): string | undefined {
  const bare = typeof typed === 'string' ? typed.replace(/[\s:]/g, '').toLowerCase() : '';
  return /^[0-9a-f]{64}$/.test(bare) ? bare : undefined;
}
