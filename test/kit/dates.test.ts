import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  daysBetween,
  formatDay,
  formatInstant,
  parisDay,
  parseDay,
  startOfDay,
  lastDayOf,
} from '../../src/kit/dates.js';

describe('days', () => {
  it.each([
    ['21/11/2026', '2026-11-21'],
    ['1/2/2026', '2026-02-01'],
    ['2026-11-21', '2026-11-21'],
    [' 29-02-2024 ', '2024-02-29'],
  ])('reads %s', (typed, day) => expect(parseDay(typed)).toBe(day));
  it.each(['31/02/2026', '29/02/2026', '2026-13-01', '', 'demain', '00/01/2026', '21/11/1899'])('refuses %j', (typed) =>
    expect(parseDay(typed)).toBeUndefined(),
  );

  it('adds months to the same number, or the last day (C. proc. civ. 641)', () => {
    expect(addMonths('2025-01-31', 1)).toBe('2025-02-28');
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
    expect(addMonths('2026-03-15', -4)).toBe('2025-11-15');
  });
  it('counts days across daylight saving', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
  });
});

describe('Paris', () => {
  it('gives the day there, not in UTC', () => {
    expect(parisDay(new Date('2026-11-20T23:30:00Z'))).toBe('2026-11-21');
    expect(parisDay(new Date('2026-07-20T22:30:00Z'))).toBe('2026-07-21');
  });
  it('knows when a day begins, in winter, in summer and on the nights of the change', () => {
    expect(startOfDay('2026-11-21').toISOString()).toBe('2026-11-20T23:00:00.000Z');
    expect(startOfDay('2026-07-21').toISOString()).toBe('2026-07-20T22:00:00.000Z');
    expect(startOfDay('2026-03-29').toISOString()).toBe('2026-03-28T23:00:00.000Z');
    expect(startOfDay('2026-10-25').toISOString()).toBe('2026-10-24T22:00:00.000Z');
  });
  it('shows days and instants', () => {
    expect(formatDay('2026-11-21')).toBe('21/11/2026');
    expect(formatInstant(new Date('2026-11-21T13:31:00Z'), 'fr')).toBe('21/11/2026 à 14\u00a0h\u00a031');
    expect(formatInstant(new Date('2026-11-21T13:31:00Z'), 'en')).toBe('21/11/2026 at 14:31');
  });
});

describe('the last day of so many months', () => {
  it.each([
    ['2026-06-10', 12, '2027-06-09'],
    ['2026-01-01', 1, '2026-01-31'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-01-29', 1, '2026-02-28'],
    ['2026-01-28', 1, '2026-02-27'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2025-03-01', 12, '2026-02-28'],
    ['2023-03-01', 12, '2024-02-29'],
    ['2026-12-31', 6, '2027-06-30'],
  ])('from %s, %i months: %s', (from, months, last) => expect(lastDayOf(from, months)).toBe(last));
});
