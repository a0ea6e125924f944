/** Moments of the demonstration, counted from today, so that it is always recent. */
import { addDays, parisDay, startOfDay, type Clock, type Day } from '../../src/kit/dates.js';

/** Minutes since today began in Paris: negative in the past. */
export type Moment = number;

export const JOUR = 1_440;

export interface Calendrier {
  readonly today: Day;
  readonly maintenant: Moment;
  /** The day so many days after today. */
  jour(ecart: number): Day;
  /** The day of a moment. */
  jourDe(moment: Moment): Day;
  instant(moment: Moment): string;
  /** In office hours of the day so many days after today, or of the Friday before. */
  passe(ecart: number, minute: number): Moment;
  /** So many minutes later, in office hours; a few minutes later where that would be after now. */
  apres(moment: Moment, minutes: number): Moment;
}

const OUVERTURE = 8 * 60;
const FERMETURE = 19 * 60;

export function calendrier(clock: Clock): Calendrier {
  const now = clock();
  const today = parisDay(now);
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  const starts = new Map<number, number>();
  const days = new Map<number, Day>();

  const jour = (ecart: number): Day => {
    let day = days.get(ecart);
    if (day === undefined) days.set(ecart, (day = addDays(today, ecart)));
    return day;
  };
  const startOf = (ecart: number): number => {
    let start = starts.get(ecart);
    if (start === undefined) starts.set(ecart, (start = startOfDay(jour(ecart)).getTime()));
    return start;
  };
  const weekend = (ecart: number): boolean => [0, 6].includes((((weekday + ecart) % 7) + 7) % 7);
  /** The same moment, or the next one when offices are open: Monday to Friday, 8 a.m. to 7 p.m. */
  const ouvre = (moment: Moment): Moment => {
    const [ecart, minute] = [Math.floor(moment / JOUR), moment - Math.floor(moment / JOUR) * JOUR];
    let at = ecart + (minute >= FERMETURE ? 1 : 0);
    while (weekend(at)) at += 1;
    // Late work is done the next morning, at a minute that depends on how late it was.
    return at !== ecart ? at * JOUR + OUVERTURE + (minute % 90) : ecart * JOUR + Math.max(minute, OUVERTURE);
  };
  const maintenant = Math.floor((now.getTime() - startOf(0)) / 60_000);
  return {
    today,
    maintenant,
    jour,
    jourDe: (moment) => jour(Math.floor(moment / JOUR)),
    instant: (moment) => new Date(startOf(Math.floor(moment / JOUR)) + (moment - Math.floor(moment / JOUR) * JOUR) * 60_000).toISOString(),
    passe: (ecart, minute) => {
      let at = ecart;
      while (weekend(at)) at -= 1;
      return at * JOUR + OUVERTURE + (minute % (FERMETURE - OUVERTURE));
    },
    apres: (moment, minutes) => {
      const vise = ouvre(moment + minutes);
      return vise <= maintenant ? vise : Math.max(moment, Math.min(maintenant, moment + 1 + (minutes % 12)));
    },
  };
}
