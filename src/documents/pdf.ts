/** What a PDF may do: be read and printed, lead somewhere when one clicks. Nothing that runs, opens, sends, plays or hides another file. */
import { BadPdf, LockedPdf, PdfDict, PdfName, TooMuch, type PdfValue } from '../kit/pdf-lexer.js';
import { readPdfObjects, type PdfObjects } from '../kit/pdf-objects.js';
import { endsAsZip } from '../kit/zip.js';
import { Refuse, type Motif } from './motifs.js';

const HEADER = /^%PDF-\d\.\d/;
/** Readers look for the header in the first kilobyte. */
const HEADER_WITHIN = 1_024;
/**
 * What printers, scanners and mail put around a file: job lines, headers, blanks. Plain text that no browser takes for a page, no
 * shell and no printer for a program.
 */
const AROUND = /^(?:\u00ef\u00bb\u00bf)?(?!\s*(?:%!|#!))[^<\0-\u0008\u000e-\u0019\u001c-\u001f\u007f-\uffff]*$/;
const AROUND_MAX = 1_024;
const END = '%%EOF';

/** Kinds of action (`S`), of annotation (`Subtype`), of object (`Type`) that no document needs. */
const NAMED: ReadonlyMap<string, ReadonlyMap<string, Motif>> = new Map([
  [
    'S',
    new Map<string, Motif>([
      ['JavaScript', 'programme'],
      ['Launch', 'lancement'],
      ['SubmitForm', 'envoi'],
      ['ImportData', 'envoi'],
      ['Rendition', 'media'],
      ['Movie', 'media'],
      ['Sound', 'media'],
      ['GoTo3DView', 'media'],
      ['RichMediaExecute', 'media'],
      ['GoToE', 'incorpore'],
    ]),
  ],
  [
    'Subtype',
    new Map<string, Motif>([
      ['RichMedia', 'media'],
      ['Movie', 'media'],
      ['Screen', 'media'],
      ['Sound', 'media'],
      ['3D', 'media'],
      ['FileAttachment', 'incorpore'],
    ]),
  ],
  ['Type', new Map<string, Motif>([['EmbeddedFile', 'incorpore']])],
]);
/** Entries that say it by being there. */
const KEYS: ReadonlyMap<string, Motif> = new Map([
  ['JavaScript', 'programme'],
  ['XFA', 'programme'],
  ['EmbeddedFiles', 'incorpore'],
]);
/** All that may happen without a click. */
const HARMLESS = new Set(['GoTo', 'Named']);
const MAX_CHAIN = 16;

/** Where the header of a PDF stands, -1 where there is none. */
export const pdfStart = (bytes: Buffer): number => bytes.subarray(0, HEADER_WITHIN).indexOf('%PDF-');

/** Reads a PDF whole; throws why it is refused. */
export function examinerPdf(bytes: Buffer): void {
  enveloppe(bytes);
  try {
    const objects = readPdfObjects(bytes);
    for (const value of objects.all) seul(value);
    for (const regle of [interdit, automatique]) parcourir(objects.all, objects, regle);
    if (!aUnePage(objects)) throw new Refuse('sansPage');
  } catch (error) {
    if (error instanceof LockedPdf) throw new Refuse('verrouille');
    if (error instanceof TooMuch) throw new Refuse('volumineux');
    throw error instanceof BadPdf ? new Refuse('illisible') : error;
  }
}

/** A PDF from its header to its end, and nothing else around. */
function enveloppe(bytes: Buffer): void {
  const start = pdfStart(bytes);
  if (!HEADER.test(bytes.toString('latin1', start, start + 8))) throw new Refuse('illisible');
  const end = bytes.lastIndexOf(END);
  if (end < 0) throw new Refuse('inacheve');
  const after = bytes.subarray(end + END.length);
  if (after.includes(' obj')) throw new Refuse('inacheve');
  const autour = [bytes.subarray(0, start), after].map((part) => part.toString('latin1').replace(/\0/g, ' '));
  if (autour.some((text) => !AROUND.test(text) || text.trimEnd().length > AROUND_MAX) || endsAsZip(bytes)) throw new Refuse('polyglotte');
}

type Regle = (key: string, value: PdfValue, objects: PdfObjects) => Motif | undefined;

/** Goes through a value, what is inside it too; throws at the first entry that a rule refuses. */
function parcourir(value: PdfValue, objects: PdfObjects, regle: Regle): void {
  if (value instanceof Array) for (const one of value) parcourir(one, objects, regle);
  if (!(value instanceof PdfDict)) return;
  for (const [key, one] of value.pairs) {
    const motif = regle(key, one, objects);
    if (motif) throw new Refuse(motif);
    parcourir(one, objects, regle);
  }
}

const interdit: Regle = (key, value, objects) => {
  if (key === 'EF' && objects.resolve(value).some(designeUnFichier)) return 'incorpore';
  return KEYS.get(key) ?? (value instanceof PdfName ? NAMED.get(key)?.get(value.name) : undefined);
};

/** A name by itself, as an object that others refer to: no tool writes so, and whose it is could be told otherwise than it looks. */
function seul(value: PdfValue): void {
  const motif = value instanceof PdfName && [...NAMED.values()].map((names) => names.get(value.name)).find((one) => one !== undefined);
  if (motif) throw new Refuse(motif);
}

/** What happens by itself, when nothing worse was found. */
const automatique: Regle = (key, value, objects) => {
  const evenements = key === 'AA' ? objects.resolve(value).flatMap((one) => (one instanceof PdfDict ? one.pairs : [])) : [];
  const actions = key === 'OpenAction' ? [value] : evenements.map(([, action]) => action);
  return actions.some((action) => agit(action, objects)) ? 'automatique' : undefined;
};

const designeUnFichier = (value: PdfValue): boolean =>
  value instanceof PdfDict && ['F', 'UF', 'DOS', 'Mac', 'Unix'].some((key) => value.all(key).length > 0);

/** True for an action, alone or in a chain, that does more than show a page. A destination is no action. */
function agit(value: PdfValue, objects: PdfObjects, chain = 0): boolean {
  if (chain > MAX_CHAIN) return true;
  return objects.resolve(value).some((one) => {
    if (!(one instanceof PdfDict)) return false;
    const kinds = one.all('S').flatMap((kind) => objects.resolve(kind));
    if (kinds.some((kind) => !(kind instanceof PdfName) || !HARMLESS.has(kind.name))) return true;
    const suite = one.all('Next').flatMap((next) => objects.resolve(next));
    return suite.some((next) => (next instanceof Array ? next : [next]).some((each) => agit(each, objects, chain + 1)));
  });
}

/** True when a page is reached from the root, whatever loops there are on the way. */
function aUnePage({ trailers, resolve }: PdfObjects): boolean {
  const dicts = (values: readonly PdfValue[]): PdfDict[] =>
    values.flatMap((value) => resolve(value)).filter((one) => one instanceof PdfDict);
  const seen = new Set<PdfDict>();
  const next = dicts(dicts(trailers.flatMap((trailer) => trailer.all('Root'))).flatMap((root) => root.all('Pages')));
  for (let node = next.pop(); node; node = next.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const kids = node.all('Kids').flatMap((value) => resolve(value));
    if (kids.length === 0 && node.all('Kids').length === 0) return true;
    for (const kid of dicts(kids.flatMap((one) => (one instanceof Array ? one : [])))) next.push(kid);
  }
  return false;
}
