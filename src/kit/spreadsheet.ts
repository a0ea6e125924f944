/** The first sheet of an Excel file somebody sent, as text: whatever it holds, nothing is computed. To be read in a thread of its own. */
import exceljs from 'exceljs';
import { attributes } from './xml-tags.js';
import { BadZip, openZip, type ZipFault } from './zip.js';

/** Why a file cannot be read: `cells` that Excel has no place for; `heavy` once opened; `long` to read. */
export type Fault = 'empty' | 'unreadable' | 'rows' | 'cells' | 'heavy' | 'long';

class BadSheet extends Error {
  constructor(readonly fault: Fault) {
    super(fault);
  }
}

export type Sheet = { readonly rows: readonly SheetRow[] } | { readonly fault: Fault };

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

/** A zip that weighs more once opened is not a list of people. */
const LIMITS = { entries: 1_000, bytes: 24 * 1024 * 1024, each: 24 * 1024 * 1024 };
const FAULTS: Readonly<Record<ZipFault, Fault>> = { truncated: 'unreadable', locked: 'unreadable', heavy: 'heavy', wrong: 'unreadable' };
/** Empty rows and columns that only have a colour are counted here too. */
const MAX_PARSED_ROWS = 100_000;
const MAX_COLUMNS = 200;
/** Parts that are of no use here, and some of which exceljs spreads cell by cell over a million rows. */
const IGNORED = [
  ...['cols', 'autoFilter', 'mergeCells', 'rowBreaks', 'hyperlinks', 'dataValidations', 'conditionalFormatting'],
  ...['drawing', 'picture', 'legacyDrawing', 'tableParts', 'extLst', 'headerFooter', 'pageSetup', 'sheetProtection'],
];

/** The last row and column of Excel: exceljs makes all the rows before one that claims a greater number. */
const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;

/** True for the address of a cell (`B12`) or the number of a row that Excel has. */
function exists(address: string): boolean {
  const [, letters, digits] = /^([A-Z]{0,3})([1-9]\d{0,6})$/i.exec(address) ?? [];
  if (letters === undefined) return false;
  const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return Number(digits) <= LAST_ROW && column <= LAST_COLUMN;
}

/** Every part opened once, within its size; the rows and cells of its sheets are places that exist. */
function check(bytes: Buffer): void {
  try {
    for (const entry of openZip(bytes, LIMITS)) {
      const part = entry.open();
      if (!/^\/?xl\/worksheets\//i.test(entry.name)) continue;
      for (const { r } of attributes(part.toString('latin1'), 'row', 'c')) if (r !== undefined && !exists(r)) throw new BadSheet('cells');
    }
  } catch (error) {
    throw error instanceof BadZip ? new BadSheet(FAULTS[error.fault]) : error;
  }
}

const NOTHING: SheetCell = { text: '' };

/** The rows of the first sheet that is shown, the empty ones left out; why not, when it cannot be read or holds more than `maxRows`. */
export async function readSheet(bytes: Buffer, maxRows: number): Promise<Sheet> {
  try {
    return { rows: await rowsOf(bytes, maxRows) };
  } catch (error) {
    if (!(error instanceof BadSheet)) throw error;
    return { fault: error.fault };
  }
}

async function rowsOf(bytes: Buffer, maxRows: number): Promise<SheetRow[]> {
  check(bytes);
  const sheet = await load(bytes);
  const rows: SheetRow[] = [];
  sheet?.eachRow((row) => {
    const cells: SheetCell[] = [];
    row.eachCell((cell, column) => {
      while (cells.length < column - 1) cells.push(NOTHING);
      cells.push(read(cell.value));
    });
    if (cells.some(({ text, fault }) => text !== '' || fault)) rows.push({ number: row.number, cells });
    if (rows.length > maxRows) throw new BadSheet('rows');
  });
  if (rows.length === 0) throw new BadSheet('empty');
  return rows;
}

async function load(bytes: Buffer): Promise<exceljs.Worksheet | undefined> {
  const workbook = new exceljs.Workbook();
  // The names given to ranges are of no use here, and exceljs makes one object for each cell that they cover.
  Object.defineProperty(workbook.definedNames, 'model', { get: () => [], set: () => undefined });
  try {
    const options = { ignoreNodes: IGNORED, maxRows: MAX_PARSED_ROWS, maxCols: MAX_COLUMNS };
    await workbook.xlsx.load(bytes as unknown as exceljs.Buffer, options);
    return workbook.worksheets.find(({ state }) => state === undefined || state === 'visible');
  } catch (error) {
    throw new BadSheet(/^Max .* count/.test(String((error as Error).message)) ? 'rows' : 'unreadable');
  }
}

// A character that XML cannot hold is written by its code, which exceljs leaves in some cells.
const decoded = (text: string): string => text.replace(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

/** The value that exceljs gives, whatever its shape, as the person sees it in the cell. */
function read(value: exceljs.CellValue): SheetCell {
  if (value === null || value === undefined) return NOTHING;
  if (value instanceof Date) return { text: '', fault: 'date' };
  if (typeof value !== 'object') return { text: decoded(String(value)).trim() };
  if ('formula' in value || 'sharedFormula' in value) return { text: '', fault: 'formula' };
  if ('error' in value) return { text: String(value.error), fault: 'error' };
  if ('richText' in value) return read(value.richText.map(({ text }) => text).join(''));
  if ('text' in value) return read(value.text as exceljs.CellValue);
  return { text: '', fault: 'error' };
}
