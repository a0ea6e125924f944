/** What the forms of a call say, field by field. */
import { line, words } from '../http/visit.js';
import { parseDay } from '../kit/dates.js';
import type { FieldError } from '../kit/errors.js';
import type { Language } from '../kit/money.js';
import { parseMoney } from '../kit/read-money.js';
import type { AppelRecu } from './appel.js';

const CHAMPS = ['recuLe', 'montant', 'prolongerAu', 'versement', 'verseLe', 'recouvrement', 'recouvreLe'] as const;
const MOTS = ['motif', 'motifSolde', 'motifRefus', 'motifRetrait'] as const;
export type SaisieAppel = Readonly<Record<(typeof CHAMPS)[number] | (typeof MOTS)[number], string>>;

/** As typed: shown again when something is wrong. */
export const readSaisie = (sent: Readonly<Record<string, unknown>>): SaisieAppel =>
  Object.fromEntries([...CHAMPS.map((nom) => [nom, line(sent[nom])]), ...MOTS.map((nom) => [nom, words(sent[nom])])]) as SaisieAppel;

const MOTIF = { min: 3, max: 1_000 };

/** A call as it was received, or what is wrong beside each field. */
export function readAppel(saisie: SaisieAppel, devise: string, langue: Language) {
  const fautes: FieldError[] = [];
  const faute = (field: string, message: string) => void fautes.push({ field, message: `appels.erreurs.${message}` });
  const recuLe = parseDay(saisie.recuLe);
  if (!recuLe) faute('recuLe', 'date');
  const montant = parseMoney(saisie.montant, devise, langue);
  if (!montant) faute('montant', 'montant');
  const motif = saisie.motif.trim();
  if (motif.length < MOTIF.min) faute('motif', 'motif');
  if (motif.length > MOTIF.max) fautes.push({ field: 'motif', message: 'gestes.trop_long', params: { max: MOTIF.max } });
  const prolongerAu = saisie.prolongerAu === '' ? null : parseDay(saisie.prolongerAu);
  if (prolongerAu === undefined) faute('prolongerAu', 'date');
  const appel: AppelRecu | undefined =
    recuLe && montant && prolongerAu !== undefined && fautes.length === 0 ? { recuLe, montant, motif, prolongerAu } : undefined;
  return { appel, fautes };
}
