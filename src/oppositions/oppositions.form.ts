/** What the form that registers an opposition says, field by field. */
import type { FaitsOpposition } from '../cautions/oppositions.js';
import { FORMES, MOTIFS } from '../horloges/retenue-privee.js';
import { line, words } from '../http/visit.js';
import { parseDay, type Day } from '../kit/dates.js';
import type { FieldError } from '../kit/errors.js';
import { compare, toDecimal, type Language, type Money } from '../kit/money.js';
import { parseMoney } from '../kit/read-money.js';

const DESTINATAIRES = ['garant', 'entrepreneur'] as const;
export const CHOIX = { forme: FORMES, destinataire: DESTINATAIRES, motif: MOTIFS } as const;

const CHAMPS = [
  'envoyeeLe',
  'recueLe',
  'signifieeLe',
  'receptionLe',
  'forme',
  'destinataire',
  'motif',
  'mots',
  'montant',
  'effet',
] as const;
export type SaisieOpposition = Readonly<Record<(typeof CHAMPS)[number], string>>;

type Sent = Readonly<Record<string, unknown>>;

/** As typed: shown again when something is wrong. */
export const readSaisie = (sent: Sent): SaisieOpposition =>
  Object.fromEntries(CHAMPS.map((nom) => [nom, nom === 'mots' ? words(sent[nom]) : line(sent[nom])])) as SaisieOpposition;

const parmi = <T extends string>(value: string, codes: readonly T[]): T | undefined => codes.find((code) => code === value);

/** The facts of the letter, or what is wrong beside each. */
export function readFaits(saisie: SaisieOpposition): { readonly faits?: FaitsOpposition; readonly fautes: readonly FieldError[] } {
  const fautes: FieldError[] = [];
  const jour = (nom: keyof SaisieOpposition, requis: boolean): Day | null => {
    const lu = parseDay(saisie[nom]);
    if (lu === undefined && (requis || saisie[nom] !== '')) fautes.push({ field: nom, message: 'oppositions.erreurs.date' });
    return lu ?? null;
  };
  const choix = <T extends string>(nom: keyof SaisieOpposition, codes: readonly T[]): T | undefined => {
    const lu = parmi(saisie[nom], codes);
    if (lu === undefined) fautes.push({ field: nom, message: `oppositions.erreurs.${nom}` });
    return lu;
  };
  const forme = choix('forme', FORMES);
  const [envoyee, recue] = [jour('envoyeeLe', true), jour('recueLe', true)];
  const signifiee = forme === 'commissaire' ? jour('signifieeLe', false) : null;
  const [destinataire, grief] = [choix('destinataire', DESTINATAIRES), choix('motif', MOTIFS)];
  const reception = jour('receptionLe', false);
  if (fautes.length > 0 || !forme || !destinataire || !grief || envoyee === null || recue === null) return { fautes };
  const faits = { envoyee_le: envoyee, recue_le: recue, signifiee_le: signifiee, forme, destinataire, grief, reception_le: reception };
  return { faits, fautes };
}

/** A letter as it is registered. `sansEffet`: what was answered where the law gives it none; undefined: nothing. */
export interface LettreLue {
  readonly faits: FaitsOpposition;
  readonly mots: string;
  readonly montant: string | null;
  readonly sansEffet: boolean | undefined;
}

const MOTS = { min: 3, max: 1_000 };

/** What it says and how much it asks for, never more than what is guaranteed. */
export function readLettre(saisie: SaisieOpposition, reste: Money, langue: Language) {
  const { faits, fautes: premieres } = readFaits(saisie);
  const fautes = [...premieres];
  const mots = saisie.mots.trim();
  if (mots.length < MOTS.min) fautes.push({ field: 'mots', message: 'oppositions.erreurs.mots' });
  if (mots.length > MOTS.max) fautes.push({ field: 'mots', message: 'gestes.trop_long', params: { max: MOTS.max } });
  const montant = saisie.montant === '' ? null : parseMoney(saisie.montant, reste.currency, langue);
  if (montant !== null && (montant === undefined || montant.minor <= 0n || compare(montant, reste) > 0))
    fautes.push({ field: 'montant', message: 'oppositions.erreurs.montant' });
  const sansEffet = saisie.effet === 'sans_effet' ? true : saisie.effet === 'retenir' ? false : undefined;
  const lettre: LettreLue | undefined =
    faits && fautes.length === 0 ? { faits, mots, montant: montant ? toDecimal(montant) : null, sansEffet } : undefined;
  return { lettre, fautes };
}
