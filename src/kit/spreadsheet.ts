/** The sheets of an Excel file somebody sent, whichever tool wrote it. To be read in a thread of its own. */
import { posix } from 'node:path';
import { cleaned, NoSuchPlace, rowsOf, type SheetRow, type Shared } from './sheet-rows.js';
import { BadXml, walk, type Attributes } from './xml.js';
import { BadZip, openZip, type ZipEntry, type ZipFault } from './zip.js';

/** Why a file cannot be read: `cells` that Excel has no place for; `heavy` once opened; `long` to read. */
export type Fault = 'unreadable' | 'cells' | 'heavy' | 'long';

/** A sheet that is shown: its rows, the empty ones left out. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
}

export type Spreadsheet = { readonly sheets: readonly Sheet[] } | { readonly fault: Fault };

/** A zip that weighs more once opened is not a list of people. */
const LIMITS = { entries: 1_000, bytes: 24 * 1024 * 1024, each: 24 * 1024 * 1024 };
const FAULTS: Readonly<Record<ZipFault, Fault>> = { truncated: 'unreadable', locked: 'unreadable', heavy: 'heavy', wrong: 'unreadable' };

/** The sheets that are shown, in order, each with at most `maxRows` rows and one; why not, when the file cannot be read. */
export function readSpreadsheet(bytes: Buffer, maxRows: number): Spreadsheet {
  try {
    return { sheets: sheetsOf(partsOf(bytes), maxRows) };
  } catch (error) {
    if (error instanceof BadZip) return { fault: FAULTS[error.fault] };
    if (error instanceof NoSuchPlace) return { fault: 'cells' };
    if (error instanceof BadXml) return { fault: 'unreadable' };
    throw error;
  }
}

/** The parts of a workbook by their names, opened within their size. */
type Parts = (name: string) => Buffer | undefined;

function partsOf(bytes: Buffer): Parts {
  const entries = new Map<string, ZipEntry>();
  for (const entry of openZip(bytes, LIMITS)) entries.set(entry.name.replace(/^\//, '').toLowerCase(), entry);
  return (name) => entries.get(name.toLowerCase())?.open();
}

interface Link {
  readonly id: string;
  /** The end of its type's address: `worksheet`, `styles`… */
  readonly kind: string;
  readonly part: string;
}

/** What a part refers to; targets are told from its folder, or from the root. */
function linksOf(parts: Parts, part: string): Link[] {
  const [folder, name] = [part.slice(0, part.lastIndexOf('/') + 1), part.slice(part.lastIndexOf('/') + 1)];
  const links: Link[] = [];
  walkPart(parts(`${folder}_rels/${name}.rels`), 'Relationships/Relationship', ({ Id = '', Type = '', Target = '' }) => {
    const path = posix.join('/', Target.startsWith('/') ? '' : folder, Target.replaceAll('\\', '/'));
    links.push({ id: Id, kind: Type.slice(Type.lastIndexOf('/') + 1), part: path.slice(1) });
  });
  return links;
}

function walkPart(xml: Buffer | undefined, wanted: string, seen: (attributes: Attributes) => void): void {
  if (xml) walk(xml, { open: (path, attributes) => path === wanted && seen(attributes) });
}

function sheetsOf(parts: Parts, maxRows: number): Sheet[] {
  const book = linksOf(parts, '').find(({ kind }) => kind === 'officeDocument')?.part ?? 'xl/workbook.xml';
  const links = linksOf(parts, book);
  const partOf = (wanted: string) => parts(links.find(({ kind }) => kind === wanted)?.part ?? '');
  const shared: Shared = { texts: textsOf(partOf('sharedStrings')), dates: datesOf(partOf('styles')) };
  const sheets: Sheet[] = [];
  walkPart(parts(book), 'workbook/sheets/sheet', ({ id, name = '', state = 'visible' }) => {
    const link = links.find((one) => one.id === id && one.kind === 'worksheet');
    const xml = link && parts(link.part);
    if (xml && state === 'visible') sheets.push({ name, rows: rowsOf(xml, shared, maxRows) });
  });
  if (sheets.length === 0) throw new BadXml('no sheet');
  return sheets;
}

/** The texts that cells share; how they are pronounced is no part of them. */
function textsOf(xml: Buffer | undefined): string[] {
  const texts: string[] = [];
  let text = '';
  if (xml)
    walk(xml, {
      close(path, own) {
        if (path === 'sst/si/t' || path === 'sst/si/r/t') text += own;
        if (path !== 'sst/si') return;
        texts.push(cleaned(text));
        text = '';
      },
    });
  return texts;
}

/** Formats that every workbook has without saying them. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** A format of days, months, years, hours, minutes or seconds, once its texts, colours, conditions and fillings are set aside. */
const isDateFormat = (code: string): boolean =>
  /[dmyhs]/i.test(
    code
      .replace(/"[^"]*"|[\\_*]./g, '')
      .replace(/\[(h+|m+|s+)\]/gi, '$1')
      .replace(/\[[^\]]*\]/g, '')
      .replace(/general|standard/gi, ''),
  );

/** The styles of cells that show a number as a date. */
function datesOf(xml: Buffer | undefined): Set<number> {
  const formats = new Map<number, boolean>();
  const styles: number[] = [];
  if (xml)
    walk(xml, {
      open(path, { numFmtId, formatCode = '' }) {
        if (path === 'styleSheet/numFmts/numFmt') formats.set(Number(numFmtId), isDateFormat(formatCode));
        if (path === 'styleSheet/cellXfs/xf') styles.push(Number(numFmtId ?? 0));
      },
    });
  return new Set(styles.flatMap((format, style) => ((formats.get(format) ?? isBuiltInDate(format)) ? [style] : [])));
}
