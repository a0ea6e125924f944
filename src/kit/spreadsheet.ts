/** The first sheet of an Excel file somebody sent, as text: whatever it holds, nothing is computed. To be read in a thread of its own. */
import exceljs from 'exceljs';
import { fileTypeFromBuffer } from 'file-type';
import { unpacksWithin } from './zip.js';

/** Why a file cannot be read. */
export type Fault = 'empty' | 'type' | 'unreadable' | 'rows';

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

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** A zip that weighs more once opened is not a list of people. */
const MAX_UNPACKED = 24 * 1024 * 1024;
/** Empty rows and columns that only have a colour are counted here too. */
const MAX_PARSED_ROWS = 20_000;
const MAX_COLUMNS = 200;
/** Parts that are of no use here, and some of which exceljs spreads cell by cell over a million rows. */
const IGNORED = [
  ...['cols', 'autoFilter', 'mergeCells', 'rowBreaks', 'hyperlinks', 'dataValidations', 'conditionalFormatting'],
  ...['drawing', 'picture', 'legacyDrawing', 'tableParts', 'extLst', 'headerFooter', 'pageSetup', 'sheetProtection'],
];

/** The last row of Excel: no sheet has another after it, and exceljs makes all those before a row that claims a greater number. */
const LAST_ROW = 1_048_576;
const plausible = (name: string, bytes: Buffer): boolean =>
  !/^\/?xl\/worksheets\//i.test(name) ||
  [...bytes.toString('latin1').matchAll(/\br\s*=\s*["'][A-Z]*(\d{7,})["']/gi)].every(([, row]) => Number(row) <= LAST_ROW);

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
  if (bytes.length === 0) throw new BadSheet('empty');
  if ((await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime !== XLSX) throw new BadSheet('type');
  if (!(await unpacksWithin(bytes, MAX_UNPACKED, plausible))) throw new BadSheet('unreadable');
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
