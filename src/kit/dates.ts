/** Dates and deadlines, all in Europe/Paris. A day is an ISO string (`2026-11-21`); an instant is a `Date`. */
import { squash } from './fold.js';
import type { Language } from './money.js';
import { tidyLine } from './printable.js';

/** A calendar day in ISO form, `2026-11-21`. Strings compare as the days do. */
export type Day = string;

/** The only source of "now": passed in, so that a test or a job can choose it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

const DAY_MS = 86_400_000;
const PARIS = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** How far Paris is ahead of UTC, by hour: asked of Intl once an hour of history, since pages show hundreds of instants. */
const offsets = new Map<number, number>();
const HOUR_MS = 3_600_000;
const MAX_OFFSETS = 50_000;

function parisOffset(ms: number): number {
  const hour = Math.floor(ms / HOUR_MS);
  const known = offsets.get(hour);
  if (known !== undefined) return known;
  const at = Object.fromEntries(PARIS.formatToParts(new Date(hour * HOUR_MS)).map(({ type, value }) => [type, value]));
  const offset = Date.parse(`${at.year}-${at.month}-${at.day}T${at.hour}:${at.minute}:${at.second}Z`) - hour * HOUR_MS;
  if (offsets.size >= MAX_OFFSETS) offsets.clear();
  offsets.set(hour, offset);
  return offset;
}

/** Wall-clock fields of an instant in Paris. */
function parisFields(instant: Date) {
  const ms = instant.getTime();
  const text = new Date(ms + parisOffset(ms)).toISOString();
  return { day: text.slice(0, 10), hour: text.slice(11, 13), minute: text.slice(14, 16) };
}

/** The calendar day of an instant in Paris. */
export const parisDay = (instant: Date): Day => parisFields(instant).day;

/** Today in Paris. */
export const today = (clock: Clock): Day => parisDay(clock());

/** The instant at which a day begins in Paris, daylight saving included. */
export function startOfDay(day: Day): Date {
  const utc = toUtc(day);
  for (const hours of [2, 1]) {
    const guess = new Date(utc - hours * 3_600_000);
    const { day: found, hour } = parisFields(guess);
    if (found === day && hour === '00') return guess;
  }
  return new Date(utc);
}

const MONTHS = [
  'janv|january|jan',
  'fevr|february|feb',
  'mars|march|mar',
  'avr|april|apr',
  'mai|may',
  'juin|june|jun',
  'juil|july|jul',
  'aout|august|aug',
  'sept|september|sep',
  'oct',
  'nov',
  'dec',
];

/** The month of a word, in either language, whole or cut: 0 when it is none. */
function monthOf(word: string): number {
  const bare = squash(word);
  return bare.length < 3
    ? 0
    : MONTHS.findIndex((names) => names.split('|').some((name) => bare.startsWith(name) || name.startsWith(bare))) + 1;
}

/** The three parts of a day as typed, day first but for ISO; two figures of a year are those of 1970 to 2069. */
function partsOf(text: string): readonly [year: string, month: string, day: string] | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return [iso[1] ?? '', iso[2] ?? '', iso[3] ?? ''];
  const figures = /^(\d{1,2})([/.\- ])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text) ?? /^(\d{2})()(\d{2})(\d{4})$/.exec(text);
  const words = /^(\d{1,2})(?:er|st|nd|rd|th)?[ -]([\p{L}.]+)[ -](\d{4})$/u.exec(text);
  const [day, month, year] = figures
    ? [figures[1], figures[3], figures[4]]
    : words
      ? [words[1], String(monthOf(words[2] ?? '')), words[3]]
      : [];
  if (!day || !month || !year) return undefined;
  return [year.length === 2 ? (Number(year) < 70 ? '20' : '19') + year : year, month, day];
}

/** Reads a day as typed ("21/11/2026", "21.11.26", "21112026", "21 novembre 2026", "2026-11-21"); undefined when it does not exist (31/02). */
export function parseDay(typed: string): Day | undefined {
  const parts = partsOf(tidyLine(typed));
  if (!parts) return undefined;
  const [year, month, day] = parts;
  if (Number(year) < 1900 || Number(year) > 2200) return undefined;
  const candidate = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const utc = new Date(`${candidate}T00:00:00Z`);
  return Number.isNaN(utc.getTime()) || utc.toISOString().slice(0, 10) !== candidate ? undefined : candidate;
}

export const addDays = (day: Day, days: number): Day => fromUtc(toUtc(day) + days * DAY_MS);

/** Same day number some months later, or the last day of that month (C. proc. civ. 641). */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number);
  const target = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  return fromUtc(Date.UTC(target.getUTCFullYear(), target.getUTCMonth(), Math.min(dayOfMonth, last)));
}

/** The last day of so many months that begin on a day: 09/06/2027 of twelve from 10/06/2026; the month's last where it has no such day. */
export function lastDayOf(from: Day, months: number): Day {
  const same = addMonths(from, months);
  return same.slice(8) === from.slice(8) ? addDays(same, -1) : same;
}

/** Days from one day to another, positive when `to` is later. */
export const daysBetween = (from: Day, to: Day): number => Math.round((toUtc(to) - toUtc(from)) / DAY_MS);

/** 0 on a Sunday, 6 on a Saturday. */
export const weekday = (day: Day): number => new Date(toUtc(day)).getUTCDay();

/** True of a Monday. */
export const isMonday = (day: Day): boolean => weekday(day) === 1;

/** `21/11/2026`, in both languages: the field's convention, unambiguous beside the day-first labels. */
export const formatDay = (day: Day): string => `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;

/** `21/11/2026 à 14 h 31` or `21/11/2026 at 14:31`, Paris time. */
export function formatInstant(instant: Date, language: Language): string {
  return `${formatDay(parisDay(instant))} ${language === 'fr' ? 'à' : 'at'} ${formatTime(instant, language)}`;
}

/** `14 h 31` or `14:31`, Paris time. */
export function formatTime(instant: Date, language: Language): string {
  const { hour, minute } = parisFields(instant);
  return language === 'fr' ? `${Number(hour)}\u00a0h\u00a0${minute}` : `${hour}:${minute}`;
}

const MONTHS_IN_WORDS: Record<Language, readonly string[]> = {
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};
const WEEKDAYS: Record<Language, readonly string[]> = {
  fr: 'dimanche lundi mardi mercredi jeudi vendredi samedi'.split(' '),
  en: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' '),
};

/** `1er mars 2026` or `1 March 2026`, with no-break spaces: the dates of an act. */
export function longDay(day: Day, language: Language): string {
  const [year = '', month = '1', date = '1'] = day.split('-');
  const number = language === 'fr' && date === '01' ? '1er' : String(Number(date));
  return `${number}\u00a0${MONTHS_IN_WORDS[language][Number(month) - 1] ?? ''}\u00a0${year}`;
}

/** `mercredi 4 novembre 2026`, `Wednesday 4 November 2026`: as one says a day, to be read back. */
export const sayDay = (day: Day, language: Language): string => `${WEEKDAYS[language][weekday(day)]} ${longDay(day, language)}`;

const toUtc = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const fromUtc = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);
