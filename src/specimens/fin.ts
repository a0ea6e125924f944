/** How an act ends, as its text says, and whether it is over on a day: the one rule. Pure. */
import { addDays, addMonths, type Day } from '../kit/dates.js';

/**
 * What the end date of an act is: the day it ends by itself, when it prints one; the end of a year that another follows unless the
 * guarantor denounces it; or nothing but what is foreseen, where an event ends the act (a release, a payment, the law's own time).
 */
export const FINS = ['date', 'annee', 'evenement'] as const;
export type Fin = (typeof FINS)[number];

/** What must be known of an act: how its text ends it, and its end date. */
export interface FinDActe {
  readonly fin: Fin;
  readonly date_fin: Day | null;
}

/** The last day of an act that ends by itself; null of one that only a release, a call or a denunciation ends. */
export const dernierJour = ({ fin, date_fin }: FinDActe): Day | null => (fin === 'date' ? date_fin : null);

/** Over by itself on a day: its last one, which ends at midnight in Paris, is past. */
export function finie(acte: FinDActe, jour: Day): boolean {
  const dernier = dernierJour(acte);
  return dernier !== null && dernier < jour;
}

/** The date to watch from a day on: the last one, the next on which a yearly guarantee begins another year, the end foreseen. */
export function echeance({ fin, date_fin }: FinDActe, jour: Day): Day | null {
  if (fin !== 'annee' || date_fin === null) return date_fin;
  const annees = Math.max(0, Number(jour.slice(0, 4)) - Number(date_fin.slice(0, 4)));
  const anniversaire = addMonths(date_fin, 12 * annees);
  return anniversaire < jour ? addMonths(date_fin, 12 * (annees + 1)) : anniversaire;
}

/** Until when an end is near on a day: what is to be followed, ended or renewed within thirty days, or should have been by now. */
export const finProche = (jour: Day): Day => addDays(jour, 30);
