/** What a Word or Excel document may be: parts that are shown. No macro, control, command, hidden file, entity, nor anything fetched elsewhere. */
import { BadZip, openZip, type ZipEntry, type ZipFault } from '../kit/zip.js';
import { BadXml, inUtf8 } from '../kit/xml.js';
import { attributes } from '../kit/xml-tags.js';
import { Refuse, type Motif } from './motifs.js';

const LIMITS = { entries: 3_000, bytes: 128 * 1024 * 1024, each: 64 * 1024 * 1024 };
/** A workbook behind a chart, itself without any. */
const MAX_INSIDE = 2;
const FAULTS: Readonly<Record<ZipFault, Motif>> = { truncated: 'inacheve', locked: 'verrouille', heavy: 'volumineux', wrong: 'illisible' };

export const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
/** What Office writes when a password closes a document: its older container. */
export const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const PROGRAMS = [Buffer.from('MZ'), Buffer.from('\u007fELF', 'latin1')];
const ARCHIVES = [ZIP, Buffer.from('Rar!'), Buffer.from([0x37, 0x7a, 0xbc, 0xaf])];

const PARTS: readonly (readonly [RegExp, Motif])[] = [
  [/vba(project|data)|(^|\/)(macrosheets|dialogsheets)\//i, 'macros'],
  [/(^|\/)activex\//i, 'programme'],
  [/(^|\/)embeddings\/.*(?<!\.(?:xlsx|docx|pptx))$/i, 'incorpore'],
];
const XML = /\.(xml|rels|vml)$/i;
const INSIDE = /(^|\/)embeddings\/[^/]+\.(xlsx|docx|pptx)$/i;
const CONTENT_TYPES = '[Content_Types].xml';
const ENTITIES = ['<!DOCTYPE', '<!ENTITY'];
/** Commands that a field or a link gives to another program. */
const COMMAND = /(?:^|\s)DDE(?:AUTO)?\s/i;
const REMOTE = /^\s*(https?|ftp|mhtml|javascript):|&#/i;

/** Reads a document; answers its type, or throws why it is refused. */
export function examinerOffice(bytes: Buffer): 'docx' | 'xlsx' {
  const type = examiner(bytes, 0);
  if (type === 'pptx') throw new Refuse('type');
  return type;
}

type Office = 'docx' | 'xlsx' | 'pptx';

function examiner(bytes: Buffer, depth: number): Office {
  try {
    const entries = openZip(bytes, LIMITS);
    const type = typeDe(entries);
    for (const entry of entries) partie(entry, depth);
    return type;
  } catch (error) {
    throw error instanceof BadZip ? new Refuse(FAULTS[error.fault]) : error;
  }
}

/** Told by the types of its parts, as Office does. */
function typeDe(entries: readonly ZipEntry[]): Office {
  const types = entries
    .find(({ name }) => name === CONTENT_TYPES)
    ?.open()
    .toString('utf8');
  if (types === undefined) throw new Refuse('type');
  if (/macroEnabled|vbaProject|macrosheet/i.test(types)) throw new Refuse('macros');
  if (types.includes('wordprocessingml.document.main+xml')) return 'docx';
  if (types.includes('spreadsheetml.sheet.main+xml')) return 'xlsx';
  if (types.includes('presentationml.presentation.main+xml')) return 'pptx';
  throw new Refuse('type');
}

function partie(entry: ZipEntry, depth: number): void {
  const { name } = entry;
  const motif = PARTS.find(([pattern]) => pattern.test(name))?.[1];
  if (motif) throw new Refuse(motif);
  const bytes = entry.open();
  if (INSIDE.test(name)) {
    if (depth >= MAX_INSIDE) throw new Refuse('incorpore');
    examiner(bytes, depth + 1);
  } else if ([...PROGRAMS, ...ARCHIVES].some((magic) => bytes.subarray(0, magic.length).equals(magic))) throw new Refuse('incorpore');
  else if (XML.test(name)) xml(name, bytes);
}

function xml(name: string, written: Buffer): void {
  const bytes = enUtf8(written);
  if (ENTITIES.some((mark) => bytes.includes(mark))) throw new Refuse('entites');
  if (/\.rels$/i.test(name)) relations(bytes.toString('utf8'));
  else if ((/(^|\/)externalLinks\//i.test(name) && bytes.includes('ddeLink')) || commande(bytes)) throw new Refuse('programme');
}

function enUtf8(written: Buffer): Buffer {
  try {
    return inUtf8(written);
  } catch (error) {
    throw error instanceof BadXml ? new Refuse('illisible') : error;
  }
}

/** Links are followed by a click; the rest would be fetched when the document opens. */
function relations(text: string): void {
  for (const { TargetMode = '', Type = '', Target = '' } of attributes(text, 'Relationship')) {
    if (/vbaProject/i.test(Type)) throw new Refuse('macros');
    if (/\/(control|activeXControlBinary)$/i.test(Type)) throw new Refuse('programme');
    if (/external/i.test(TargetMode) && !/\/hyperlink$/i.test(Type) && REMOTE.test(Target)) throw new Refuse('externe');
  }
}

/** The text of the fields of a Word document, which may be cut in pieces. */
function commande(bytes: Buffer): boolean {
  if (!bytes.includes('instr')) return false;
  const text = bytes.toString('utf8');
  const fields = [...text.matchAll(/<\w+:instrText[^>]*>([^<]*)</g)].map(([, field]) => field).join('');
  return COMMAND.test(fields) || [...attributes(text, 'fldSimple')].some((field) => COMMAND.test(field['w:instr'] ?? field.instr ?? ''));
}
