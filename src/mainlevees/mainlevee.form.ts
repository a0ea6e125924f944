/** The form of a release: from what was typed to what is meant, or what is wrong beside each field. */
import { RESERVES_RECEPTION } from '../horloges/pour.js';
import type { Day } from '../kit/dates.js';
import { parseDay } from '../kit/dates.js';
import type { FieldError } from '../kit/errors.js';
import { compare, fromDecimal, toDecimal, type Language } from '../kit/money.js';
import { tidyLine } from '../kit/printable.js';
import { parseMoney } from '../kit/read-money.js';
import { MOTIFS_MAINLEVEE, type DonneesMainlevee, type MotifMainlevee } from './mainlevee.js';

export const CHAMPS_MAINLEVEE = [
  ...['motif', 'datePv', 'dateEffet', 'reserves', 'dateLevee', 'dateLettre', 'signataire', 'datePaiement', 'montant', 'detruits'],
] as const;
export type TapeeMainlevee = Readonly<Partial<Record<string, string>>>;

/** What is meant: amounts are decimals of the caution's currency, null for the whole of it. */
export interface MainleveeDemandee {
  readonly motif: MotifMainlevee;
  readonly donnees: DonneesMainlevee;
  readonly montant: string | null;
}

/** What the dates and the amount are held to. */
export interface CadreMainlevee {
  readonly motifs: readonly MotifMainlevee[];
  readonly partielle: boolean;
  readonly aujourdhui: Day;
  /** Signature of the guaranteed contract, where the act says it: no réception comes before. */
  readonly marche: Day | undefined;
  /** Decimal, `devise`. */
  readonly reste: string;
  readonly devise: string;
  readonly langue: Language;
  /** Files sent along. */
  readonly fichiers: number;
}

const SIGNATAIRE = { min: 2, max: 200 };

/** Reads the form; `demande` is there only when nothing is wrong. */
export function readMainlevee(tapee: TapeeMainlevee, cadre: CadreMainlevee): { demande?: MainleveeDemandee; erreurs: FieldError[] } {
  const erreurs: FieldError[] = [];
  const faute = (field: string, message: string, params?: FieldError['params']) => void erreurs.push({ field, message, params });
  const motif = MOTIFS_MAINLEVEE.find((one) => one === tapee.motif);
  if (motif === undefined || !cadre.motifs.includes(motif)) {
    faute('motif', motif === undefined ? 'mainlevees.erreurs.motif' : `mainlevees.erreurs.motifs.${motif}`);
    return { erreurs };
  }
  /** A day that is past, and not before `depuis`; nothing typed is refused where it is asked. */
  const jour = (field: string, { requis = true, depuis }: { requis?: boolean; depuis?: Day } = {}): Day | undefined => {
    const typed = tidyLine(tapee[field] ?? '');
    const lu = parseDay(typed);
    if (typed === '' && !requis) return undefined;
    if (lu === undefined) faute(field, 'mainlevees.erreurs.date');
    else if (lu > cadre.aujourdhui) faute(field, 'mainlevees.erreurs.future');
    else if (depuis !== undefined && lu < depuis) faute(field, 'mainlevees.erreurs.avant_marche', { marche: depuis });
    return lu;
  };
  const piece = () => void (cadre.fichiers === 0 && faute('pieces', `mainlevees.erreurs.piece.${motif}`));
  const donnees = lire();
  const montant = motif === 'lettre_beneficiaire' ? lireMontant(tapee.montant ?? '', cadre, faute) : null;
  return erreurs.length > 0 ? { erreurs } : { erreurs, demande: { motif, donnees, montant } };

  function lire(): DonneesMainlevee {
    if (motif === 'edition_erreur') {
      if (!tapee.detruits) faute('detruits', 'mainlevees.erreurs.detruits');
      return { detruits: true };
    }
    if (motif === 'preuve_paiement') {
      const datePaiement = jour('datePaiement');
      piece();
      return { datePaiement };
    }
    if (motif === 'lettre_beneficiaire') {
      const dateLettre = jour('dateLettre', { depuis: cadre.marche });
      const signataire = tidyLine(tapee.signataire ?? '');
      if (signataire.length < SIGNATAIRE.min || signataire.length > SIGNATAIRE.max) faute('signataire', 'mainlevees.erreurs.signataire');
      piece();
      return { dateLettre, signataire };
    }
    const datePv = jour('datePv', { depuis: cadre.marche });
    // The réception takes effect on a day of its own, which may precede its PV; the clock of the law runs from it.
    const dateEffet = jour('dateEffet', { requis: false, depuis: cadre.marche }) ?? datePv;
    if (datePv && dateEffet && dateEffet > datePv) faute('dateEffet', 'mainlevees.erreurs.effet_apres_pv');
    const reserves = RESERVES_RECEPTION.find((one) => one === tapee.reserves);
    if (!reserves) faute('reserves', 'mainlevees.erreurs.reserves');
    const dateLevee = reserves === 'levees' ? jour('dateLevee', { requis: false, depuis: dateEffet }) : undefined;
    piece();
    return { datePv, dateEffet, reserves, ...(dateLevee && { dateLevee }) };
  }
}

/** The part that the beneficiary releases; nothing typed: all of it. */
function lireMontant(
  typed: string,
  { partielle, reste, devise, langue }: CadreMainlevee,
  faute: (field: string, message: string) => void,
): string | null {
  if (typed.trim() === '') return null;
  const lu = parseMoney(typed, devise, langue);
  if (!partielle) faute('montant', 'mainlevees.erreurs.partielle');
  else if (!lu || lu.minor <= 0n) faute('montant', 'mainlevees.erreurs.montant');
  else if (compare(lu, fromDecimal(reste, devise)) > 0) faute('montant', 'mainlevees.erreurs.montant_trop');
  else if (compare(lu, fromDecimal(reste, devise)) < 0) return toDecimal(lu);
  return null;
}
