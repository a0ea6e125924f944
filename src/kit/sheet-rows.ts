/** The rows of one sheet of a workbook, as the person sees them; nothing is computed. Pure. */
import { walk, type Attributes } from './xml.js';

/** A cell: its text, and why it has none that can be trusted. */
export interface SheetCell {
  readonly text: string;
  readonly fault?: 'formula' | 'error' | 'date';
}

export interface SheetRow {
  /** As Excel numbers it. */
  readonly number: number;
  /** By column, from the first. */
  readonly cells: readonly SheetCell[];
}

/** A place that Excel does not have. */
export class NoSuchPlace extends Error {}

/** What the cells of a sheet refer to: its workbook's texts, and which of its styles are those of a date. */
export interface Shared {
  readonly texts: readonly string[];
  readonly dates: ReadonlySet<number>;
}

const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;
/** What stands further to the right is gathered there, where no column has a title: its line is told, and no row is a thousand cells. */
const MAX_COLUMNS = 200;

const ROW = 'worksheet/sheetData/row';
const CELL = `${ROW}/c`;
const NOTHING: SheetCell = { text: '' };

/** The rows that hold something, in order, at most `max` and one. A row or a cell that says no address follows the one before it. */
export function rowsOf(xml: Buffer, { texts, dates }: Shared, max: number): SheetRow[] {
  const rows = new Map<number, SheetCell[]>();
  let [row, column] = [0, 0];
  let cell: Attributes = {};
  let [value, typed, computed] = ['', '', false];
  walk(xml, {
    open(path, attributes) {
      if (path === ROW) [row, column] = [attributes.r === undefined ? row + 1 : placeOf(attributes.r).row, 0];
      if (path !== CELL) return;
      column = attributes.r === undefined ? column + 1 : placeOf(attributes.r).column;
      if (row > LAST_ROW || column > LAST_COLUMN || column < 1) throw new NoSuchPlace();
      cell = attributes;
      [value, typed, computed] = ['', '', false];
    },
    close(path, text) {
      if (path === `${CELL}/v`) value = text;
      else if (path === `${CELL}/f`) computed = true;
      else if (path === `${CELL}/is/t` || path === `${CELL}/is/r/t`) typed += text;
      if (path !== CELL) return;
      const read = computed ? { text: '', fault: 'formula' as const } : cellOf(cell, cell.t === 'inlineStr' ? typed : value, texts, dates);
      if ((read.text === '' && !read.fault) || (rows.size > max && !rows.has(row))) return;
      const cells = rows.get(row) ?? [];
      rows.set(row, cells);
      while (cells.length < Math.min(column - 1, MAX_COLUMNS)) cells.push(NOTHING);
      cells[Math.min(column - 1, MAX_COLUMNS)] = read;
    },
  });
  return [...rows].sort(([a], [b]) => a - b).map(([number, cells]) => ({ number, cells }));
}

/** Where an address is (`B12`), or a row (`12`); throws when Excel has no such place. */
function placeOf(address: string): { row: number; column: number } {
  const [, letters, digits] = /^([A-Z]{0,3})([1-9]\d{0,6})$/i.exec(address) ?? [];
  if (letters === undefined) throw new NoSuchPlace();
  const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  const row = Number(digits);
  if (row > LAST_ROW || column > LAST_COLUMN) throw new NoSuchPlace();
  return { row, column };
}

function cellOf({ t: type = 'n', s: style }: Attributes, value: string, texts: readonly string[], dates: ReadonlySet<number>): SheetCell {
  if (type === 's') return { text: (value === '' ? undefined : texts[Number(value)]) ?? '' };
  if (type === 'inlineStr' || type === 'str') return { text: cleaned(value) };
  if (type === 'b') return { text: value.trim() === '' ? '' : value.trim() === '0' ? 'false' : 'true' };
  if (type === 'e') return { text: value, fault: 'error' };
  if (value.trim() === '') return NOTHING;
  if (type === 'd' || dates.has(Number(style ?? 0))) return { text: '', fault: 'date' };
  return { text: figures(value.trim()) };
}

/** Decimals that a person writes: what stands beyond them is left by computations in binary. */
const MAX_DECIMALS = 6;
/** Figures that Excel keeps. */
const PRECISION = 15;

/** A number as Excel shows it: without exponent, without the noise of binary (0.30000000000000004 is 0.3). */
function figures(written: string): string {
  const number = Number(written);
  if (/^-?(0|[1-9]\d*)$/.test(written) || !Number.isFinite(number) || Math.abs(number) >= 1e21) return written;
  const whole = Math.trunc(Math.abs(number)).toString().length;
  const text = number.toFixed(Math.min(MAX_DECIMALS, Math.max(0, PRECISION - whole)));
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return short === '-0' ? '0' : short;
}

/** A character that XML cannot hold is written by its code. */
export const cleaned = (text: string): string =>
  text.replace(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))).trim();
