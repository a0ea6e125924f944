/** Days on which nobody works in France: Saturdays, Sundays and public holidays (code du travail, art. L3133-1). Pure. */
import { addDays, weekday, type Day } from './dates.js';

const FIXED = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];
/** Days after Easter: Monday, Ascension, Whit Monday. */
const MOVING = [1, 39, 50];

/** Easter of a year, by the Gregorian computus (Meeus, Jones and Butcher). */
export function easter(year: number): Day {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * e + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return `${year}-${String(Math.floor(n / 31)).padStart(2, '0')}-${String((n % 31) + 1).padStart(2, '0')}`;
}

export function isWorkingDay(day: Day): boolean {
  if (weekday(day) === 0 || weekday(day) === 6 || FIXED.includes(day.slice(5))) return false;
  const sunday = easter(Number(day.slice(0, 4)));
  return !MOVING.some((after) => addDays(sunday, after) === day);
}

/** The day itself when it is worked, or the next one that is. */
export const nextWorkingDay = (day: Day): Day => (isWorkingDay(day) ? day : nextWorkingDay(addDays(day, 1)));
/** The day itself when it is worked, or the one before that is. */
export const lastWorkingDay = (day: Day): Day => (isWorkingDay(day) ? day : lastWorkingDay(addDays(day, -1)));
