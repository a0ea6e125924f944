/** The first sheet of an Excel file somebody sent, as text: whatever it holds, nothing is computed and nothing is thrown but `BadSheet`. */
import exceljs from 'exceljs';
import { fileTypeFromBuffer } from 'file-type';
import { unpacksWithin } from './zip.js';

/** Why a file cannot be read. */
export type Reason = 'empty' | 'type' | 'unreadable' | 'rows';

export class BadSheet extends Error {
  constructor(readonly reason: Reason) {
    super(reason);
    this.name = 'BadSheet';
  }
}

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

const NOTHING: SheetCell = { text: '' };

/** Reads the rows of the first sheet that is shown, the empty ones left out; `BadSheet` when it cannot or beyond `maxRows`. */
export async function readSheet(bytes: Buffer, maxRows: number): Promise<SheetRow[]> {
  if (bytes.length === 0) throw new BadSheet('empty');
  if ((await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime !== XLSX) throw new BadSheet('type');
  if (!(await unpacksWithin(bytes, MAX_UNPACKED))) throw new BadSheet('unreadable');
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
