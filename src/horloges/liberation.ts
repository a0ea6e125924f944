/**
 * When the law frees the guarantor. Days are Paris calendar days; a month later is the same day number, or the last of the month
 * (C. proc. civ. 641 by analogy); the day of the event does not count; "free" is the day after the last one. Where a point is not
 * settled, the later day is kept and says so. Pure (9-texts, §8).
 */
import { addDays, addMonths, type Day } from '../kit/dates.js';

/**
 * `a_terme`: free on `libre`. `bloquee`: an opposition holds him. `a_examiner`: an adviser decides; free on `aDefaut` when nothing
 * comes of it. `sur_evenement`: no day frees him, only what is named in `remarques`.
 */
export interface Liberation {
  readonly situation: 'a_terme' | 'bloquee' | 'a_examiner' | 'sur_evenement';
  readonly libre: Day | null;
  readonly aDefaut?: Day;
  /** In parts: a day for each réception, the last one being `libre`. */
  readonly parties?: readonly Day[];
  readonly article: string;
  /** What to know, or to look at. */
  readonly remarques: readonly Remarque[];
}

export const REMARQUES = [
  'reception_attendue',
  'reception_sans_date',
  'opposition_forme',
  'opposition_entrepreneur',
  'opposition_tardive',
  'opposition_motif',
  'opposition_signifiee',
  'opposition_en_cours',
  'reserves_un_seul_notifie',
  'reserves_hors_delai',
  'reserves_non_levees',
  'delai_prolonge',
  'jours_ouvrables',
  'paiement_attendu',
  'reception_sans_effet',
  'terme_avant_paiement',
] as const;
export type Remarque = (typeof REMARQUES)[number];

/** The first free day after so many months from an event. */
export const libreApres = (evenement: Day, mois: number): Day => addDays(addMonths(evenement, mois), 1);

export const plusTard = (jours: readonly Day[]): Day => [...jours].sort().at(-1) ?? '';
