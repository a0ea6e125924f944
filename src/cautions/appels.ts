/** The calls of a caution: what was asked, paid, recovered, and what comes next. Pure. */
import type { Day } from '../kit/dates.js';
import { add, compare, fromDecimal, subtract, zero, type Money } from '../kit/money.js';

export const ETATS_APPEL = ['recu', 'examen', 'paye_en_partie', 'paye', 'refuse', 'retire'] as const;
export type EtatAppel = (typeof ETATS_APPEL)[number];

/** Something is still to be decided or paid. */
export const APPELS_OUVERTS: readonly EtatAppel[] = ['recu', 'examen', 'paye_en_partie'];

interface Versement {
  readonly le: Day;
  /** A decimal of the caution's currency. */
  readonly montant: string;
}

export interface AppelLu {
  readonly id: number;
  readonly version: number;
  readonly etat: EtatAppel;
  readonly recu_le: Day;
  readonly montant: string;
  readonly motif: string;
  /** Extend or pay: the end that is asked instead. */
  readonly prolonger_au: Day | null;
  readonly decider_avant: Day;
  readonly reponse: string;
  readonly paiements: readonly Versement[];
  readonly recouvrements: readonly Versement[];
}

export interface FiguresAppel {
  readonly demande: Money;
  readonly paye: Money;
  readonly recouvre: Money;
  /** Asked and not paid, while it is open. */
  readonly aPayer: Money;
  /** Paid and not recovered. */
  readonly aRecouvrer: Money;
}

const somme = (versements: readonly Versement[], devise: string): Money =>
  versements.reduce((total, { montant }) => add(total, fromDecimal(montant, devise)), zero(devise));

export function figuresDe({ etat, montant, paiements, recouvrements }: AppelLu, devise: string): FiguresAppel {
  const demande = fromDecimal(montant, devise);
  const [paye, recouvre] = [somme(paiements, devise), somme(recouvrements, devise)];
  return {
    demande,
    paye,
    recouvre,
    aPayer: APPELS_OUVERTS.includes(etat) ? subtract(demande, paye) : zero(devise),
    aRecouvrer: subtract(paye, recouvre),
  };
}

/** What comes next. */
export type EtapeAppel = 'examiner' | 'decider' | 'payer' | 'recouvrer' | 'close';

export function etapeDe(appel: AppelLu, devise: string): EtapeAppel {
  if (appel.etat === 'recu') return 'examiner';
  if (appel.etat === 'examen') return 'decider';
  if (appel.etat === 'paye_en_partie') return 'payer';
  const { aRecouvrer } = figuresDe(appel, devise);
  return compare(aRecouvrer, zero(devise)) > 0 ? 'recouvrer' : 'close';
}
