/**
 * Room for a seal in a finished PDF: a signature field appended as an incremental update, so that not one byte of the document changes.
 * Reads the plain (uncompressed) cross-reference table that our own PDFs have.
 */
import { createHash } from 'node:crypto';
import type { Evidence } from './evidence.js';

export interface SlotInfo {
  readonly name: string;
  readonly reason: string;
  readonly date: Date;
  /** Bytes kept for the signature. */
  readonly size: number;
  /** Kept in the document's security store (DSS), under the seal. */
  readonly evidence?: Evidence | undefined;
}

/** A PDF with an empty seal: the bytes to be signed are all but `[start, end)`, the hexadecimal string with its brackets. */
export interface Slot {
  readonly pdf: Buffer;
  readonly start: number;
  readonly end: number;
}

const NUMBER = '9999999999';
const BYTE_RANGE = `[0 ${NUMBER} ${NUMBER} ${NUMBER}]`;

/** A certification: no change whatever is allowed after it (ISO 32000-2, 12.8.2.2; P 1). */
const CERTIFIED = '<< /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P 1 /V /1.2 >> >>';

/** Text of a PDF string in UTF-16, whatever its letters. */
const pdfText = (text: string): string => `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;

const pdfDate = (date: Date): string => `(D:${date.toISOString().replace(/\D/g, '').slice(0, 14)}Z)`;

interface Objects {
  readonly trailer: string;
  readonly xref: number;
  /** The text between `n 0 obj` and `endobj`. */
  readonly read: (number: number) => string;
}

function objectsOf(pdf: Buffer): Objects {
  const marker = pdf.lastIndexOf('startxref');
  const xref = Number(/startxref\s+(\d+)/.exec(pdf.toString('latin1', marker))?.[1]);
  const table = pdf.toString('latin1', xref, marker);
  const count = Number(/^xref\s+0 (\d+)\s/.exec(table)?.[1]);
  if (!Number.isFinite(xref) || !Number.isFinite(count)) throw new Error('this PDF has no plain cross-reference table');
  const offsets = [...table.matchAll(/(\d{10}) \d{5} ([nf])/g)].map(([, offset]) => Number(offset));
  const read = (number: number): string => {
    const text = pdf.toString('latin1', offsets[number], pdf.indexOf('endobj', offsets[number]));
    return text.slice(text.indexOf('obj') + 3).trim();
  };
  return { trailer: table.slice(table.indexOf('trailer') + 7).trim(), xref, read };
}

/** The number of the object that an entry of a dictionary refers to. */
function reference(dictionary: string, entry: string): number {
  const found = new RegExp(`/${entry}\\s*\\[?\\s*(\\d+) 0 R`).exec(dictionary)?.[1];
  if (found === undefined) throw new Error(`no ${entry} in this PDF`);
  return Number(found);
}

/** A dictionary with one more entry. */
const withEntry = (dictionary: string, entry: string): string => `${dictionary.slice(0, dictionary.lastIndexOf('>>'))}${entry}\n>>`;

/** Adds an invisible signature field on the first page, which certifies the document. Throws when the PDF already has a seal, a form or annotations. */
export function addSealSlot(pdf: Buffer, { name, reason, date, size, evidence }: SlotInfo): Slot {
  if (pdf.includes('/ByteRange [')) throw new Error('this PDF is already sealed');
  const { trailer, xref, read } = objectsOf(pdf);
  const root = reference(trailer, 'Root');
  const catalog = read(root);
  const page = reference(read(reference(catalog, 'Pages')), 'Kids');
  const pageDictionary = read(page);
  if (catalog.includes('/AcroForm') || pageDictionary.includes('/Annots')) throw new Error('this PDF already has a form or annotations');
  const next = Number(/\/Size (\d+)/.exec(trailer)?.[1]);
  const [signature, widget, form] = [next, next + 1, next + 2];

  const store = evidence ? securityStore(evidence, form + 1) : { entry: '', objects: [] };

  const objects: [number, string][] = [
    [root, withEntry(catalog, `/AcroForm ${form} 0 R\n/Perms << /DocMDP ${signature} 0 R >>${store.entry}`)],
    [page, withEntry(pageDictionary, `/Annots [${widget} 0 R]`)],
    [
      signature,
      `<<\n/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n/Name ${pdfText(name)}\n/Reason ${pdfText(reason)}\n/M ${pdfDate(date)}\n/Reference [${CERTIFIED}]\n/ByteRange ${BYTE_RANGE}\n/Contents <${'0'.repeat(size * 2)}>\n>>`,
    ],
    [widget, `<<\n/Type /Annot\n/Subtype /Widget\n/FT /Sig\n/Rect [0 0 0 0]\n/F 132\n/T (Cachet)\n/V ${signature} 0 R\n/P ${page} 0 R\n>>`],
    [form, `<<\n/SigFlags 3\n/Fields [${widget} 0 R]\n>>`],
    ...store.objects,
  ];

  const parts = [pdf.at(-1) === 0x0a ? '' : '\n'];
  let position = pdf.length + (parts[0]?.length ?? 0);
  const entries = objects.map(([number, body]) => {
    const text = `${number} 0 obj\n${body}\nendobj\n`;
    const entry = `${number} 1\n${String(position).padStart(10, '0')} 00000 n \n`;
    parts.push(text);
    position += text.length;
    return entry;
  });
  const id = /\/ID \[<([0-9a-f]+)>/i.exec(trailer)?.[1] ?? createHash('md5').update(pdf).digest('hex');
  const revision = createHash('md5').update(pdf).update(date.toISOString()).digest('hex');
  const info = /\/Info \d+ 0 R/.exec(trailer)?.[0] ?? '';
  parts.push(
    `xref\n0 1\n0000000000 65535 f \n${entries.join('')}`,
    `trailer\n<<\n/Size ${form + 1 + store.objects.length}\n/Root ${root} 0 R\n${info}\n/ID [<${id}> <${revision}>]\n/Prev ${xref}\n>>\nstartxref\n${position}\n%%EOF\n`,
  );
  return placeRange(Buffer.concat([pdf, Buffer.from(parts.join(''), 'latin1')]), pdf.length, size);
}

/** The objects of a document security store, numbered from `first`, and its entry of the catalogue (ETSI EN 319 142-1, 5.4). */
function securityStore({ certificates, crls }: Evidence, first: number): { entry: string; objects: [number, string][] } {
  const streams = [...certificates, ...crls].map(
    (der): string => `<< /Length ${der.length} >>\nstream\n${der.toString('latin1')}\nendstream`,
  );
  const references = streams.map((_, i) => `${first + 1 + i} 0 R`);
  const [certs, lists] = [references.slice(0, certificates.length), references.slice(certificates.length)];
  const dictionary = `<<\n/Type /DSS\n/Certs [${certs.join(' ')}]\n${lists.length > 0 ? `/CRLs [${lists.join(' ')}]\n` : ''}>>`;
  return {
    entry: `\n/DSS ${first} 0 R\n/Extensions << /ESIC << /BaseVersion /1.7 /ExtensionLevel 5 >> >>`,
    objects: [dictionary, ...streams].map((body, i) => [first + i, body]),
  };
}

/** Writes the true byte range over its placeholder, padded to the same length. */
function placeRange(pdf: Buffer, from: number, size: number): Slot {
  const start = pdf.indexOf('/Contents <', from) + '/Contents '.length;
  const end = start + size * 2 + 2;
  const range = `[0 ${start} ${end} ${pdf.length - end}]`.padEnd(BYTE_RANGE.length);
  pdf.write(range, pdf.indexOf(BYTE_RANGE, from), 'latin1');
  return { pdf, start, end };
}
