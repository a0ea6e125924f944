/** What the beneficiary of an act may say of it without an account, and how it is read. Pure (4-beyond, 4). */
import type { EtatCaution } from '../cautions/caution.js';
import type { FieldError } from '../kit/errors.js';
import { compare, fromDecimal, toDecimal, type Language } from '../kit/money.js';
import { tidyLine } from '../kit/printable.js';
import { parseMoney } from '../kit/read-money.js';

export const GESTES_BENEFICIAIRE = ['accepter', 'corriger', 'liberer', 'opposer'] as const;
export type GesteBeneficiaire = (typeof GESTES_BENEFICIAIRE)[number];

/** What is known of the act. */
export interface ActeTenu {
  readonly caution_id: number;
  readonly compte_id: number;
  readonly numero: string;
  readonly etat: EtatCaution;
  readonly liberation: 'libre' | 'paiement';
  /** A later version took its place. */
  readonly remplace: boolean;
  /** A release is already asked for. */
  readonly enCours: boolean;
  readonly beneficiaire: string;
  readonly entite: string;
  readonly devise: string;
  /** Decimal: what is in force. */
  readonly reste: string;
  readonly langue: Language;
  /** The address that the insurer knows; '' when it knows none. */
  readonly email: string;
  readonly garant: string;
}

/** Why this may not be said of this act now: a message key, or nothing. */
export function empecheGeste(geste: GesteBeneficiaire, { etat, liberation, remplace, enCours }: ActeTenu): string | undefined {
  if (remplace) return 'beneficiaires.refus.remplace';
  if (etat !== 'effective' && etat !== 'en_opposition') return 'beneficiaires.refus.plus_en_vigueur';
  if (geste !== 'liberer') return undefined;
  if (liberation === 'paiement') return 'beneficiaires.refus.paiement';
  return enCours ? 'beneficiaires.refus.en_cours' : undefined;
}

export interface TapeeDemarche {
  readonly signataire: string;
  readonly mots: string;
  readonly montant: string;
}

export interface Demarche {
  readonly signataire: string;
  readonly mots: string;
  /** Decimal; null: all of it, or nothing said of it. */
  readonly montant: string | null;
}

const SIGNATAIRE = { min: 3, max: 200 };
const MOTS = { min: 10, max: 2_000 };

/** Reads the form; words are asked of whoever wants a correction or objects. */
export function readDemarche(
  geste: GesteBeneficiaire,
  { signataire, mots, montant }: TapeeDemarche,
  { reste, devise, langue }: Pick<ActeTenu, 'reste' | 'devise' | 'langue'>,
): { demarche?: Demarche; erreurs: FieldError[] } {
  const erreurs: FieldError[] = [];
  const nom = tidyLine(signataire);
  if (nom.length < SIGNATAIRE.min || nom.length > SIGNATAIRE.max)
    erreurs.push({ field: 'signataire', message: 'beneficiaires.erreurs.signataire' });
  const dit = mots.trim();
  if ((geste === 'corriger' || geste === 'opposer') && dit.length < MOTS.min)
    erreurs.push({ field: 'mots', message: `beneficiaires.erreurs.mots.${geste}` });
  else if (dit.length > MOTS.max) erreurs.push({ field: 'mots', message: 'gestes.trop_long', params: { max: MOTS.max } });
  const lu = geste === 'liberer' || geste === 'opposer' ? lireMontant() : null;
  return erreurs.length > 0 ? { erreurs } : { erreurs, demarche: { signataire: nom, mots: dit, montant: lu } };

  function lireMontant(): string | null {
    if (montant.trim() === '') return null;
    const tape = parseMoney(montant, devise, langue);
    if (!tape || tape.minor <= 0n) erreurs.push({ field: 'montant', message: 'mainlevees.erreurs.montant' });
    else if (compare(tape, fromDecimal(reste, devise)) > 0) erreurs.push({ field: 'montant', message: 'mainlevees.erreurs.montant_trop' });
    else if (geste === 'opposer' || compare(tape, fromDecimal(reste, devise)) < 0) return toDecimal(tape);
    return null;
  }
}

/** How long a code serves, how often it may be typed wrong, how many are sent for an act in a day. */
export const CODE_MINUTES = 30;
export const ESSAIS_MAX = 5;
export const CODES_PAR_JOUR = 5;

/** An address, enough to be recognised by whoever reads its mail. */
export const masquer = (email: string): string => email.replace(/^(.)[^@]*@/, '$1•••@');
