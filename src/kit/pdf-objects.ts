/**
 * Every object that a reader could find in a PDF, wherever its tables say it is: tables lie, and readers mend them each in its own way.
 * So each place where an object can begin is read, inside streams too, and packed objects are unpacked.
 */
import { inflateSync } from 'node:zlib';
import { BadPdf, createPdfLexer, LockedPdf, PdfDict, PdfName, PdfRef, TooMuch, type PdfLexer, type PdfValue } from './pdf-lexer.js';

export interface PdfObjects {
  /** All of them, those that a later version replaced too. */
  readonly all: readonly PdfValue[];
  /** Dictionaries that say where to begin (`Root`). */
  readonly trailers: readonly PdfDict[];
  /** What a value may be once its references are followed: several things where an object is written more than once. */
  resolve(value: PdfValue): readonly PdfValue[];
}

const MAX_OBJECTS = 400_000;
/** Of packed objects, once opened. */
const MAX_UNPACKED = 48 * 1024 * 1024;
const MAX_HOPS = 8;
const MAX_DIGITS = 10;
/** The last of `end`, in `endobj`. */
const LETTER_D = 100;

interface Stream {
  readonly dict: PdfDict;
  readonly start: number;
}

/** Reads a whole PDF; throws `BadPdf`. */
export function readPdfObjects(bytes: Buffer): PdfObjects {
  const budget = createBudget(4 * bytes.length + MAX_UNPACKED);
  const objects = new Map<number, PdfValue[]>();
  const all: PdfValue[] = [];
  const add = (number: number | undefined, values: readonly PdfValue[]) => {
    const versions = objects.get(number ?? -1) ?? [];
    for (const value of values) {
      if (all.push(value) > MAX_OBJECTS) throw new TooMuch('too many objects');
      versions.push(value);
    }
    if (number !== undefined) objects.set(number, versions);
  };
  const resolve = (value: PdfValue, hops = 0): readonly PdfValue[] => {
    if (!(value instanceof PdfRef)) return [value];
    return hops > MAX_HOPS ? [] : (objects.get(value.number) ?? []).flatMap((one) => resolve(one, hops + 1));
  };

  const lexer = createPdfLexer(bytes, budget);
  const streams = scan(bytes, lexer, add);
  const trailers = [
    ...placesOf(bytes, 'trailer').flatMap((at) => lexer.values(at).values.slice(0, 1)),
    ...streams.map(({ dict }) => dict),
  ].filter((value): value is PdfDict => value instanceof PdfDict && value.all('Root').length > 0);
  if (trailers.some((trailer) => trailer.all('Encrypt').length > 0)) throw new LockedPdf('encrypted');
  let room = MAX_UNPACKED;
  for (const stream of streams.filter(({ dict }) => isPack(dict, resolve))) {
    const packed = unpack(bytes, stream, room, resolve);
    room -= packed.length;
    for (const { number, value } of packedObjects(packed, stream.dict, budget, resolve)) add(number, [value]);
  }
  return { all: [...all, ...trailers], trailers, resolve };
}

function createBudget(limit: number): (count: number) => void {
  let left = limit;
  return (count) => {
    left -= count;
    if (left < 0) throw new TooMuch('too much to read');
  };
}

/** Just after each place where a word stands. */
function placesOf(bytes: Buffer, word: string): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(word); at >= 0; at = bytes.indexOf(word, at + word.length)) places.push(at + word.length);
  return places;
}

/** Gives every object to `add`; answers the streams among them. */
function scan(bytes: Buffer, lexer: PdfLexer, add: (number: number | undefined, values: readonly PdfValue[]) => void): Stream[] {
  const streams: Stream[] = [];
  for (const at of placesOf(bytes, 'obj')) {
    if (bytes[at - 4] === LETTER_D) continue;
    const number = numberBefore(bytes, at - 3);
    try {
      const { values, word, end } = lexer.values(at);
      if (number !== undefined && word !== 'endobj' && word !== 'stream') throw new BadPdf('an object without end');
      add(number, values);
      const [dict] = values;
      if (word === 'stream' && dict instanceof PdfDict) streams.push({ dict, start: lineAfter(bytes, end) });
    } catch (error) {
      // Three letters met by chance in a picture are no object; an object that cannot be read is one too many.
      if (number !== undefined || !(error instanceof BadPdf) || error instanceof TooMuch) throw error;
    }
  }
  return streams;
}

/** The number of the object whose word begins at a place, `12 0 obj`; undefined where none stands before it. */
function numberBefore(bytes: Buffer, word: number): number | undefined {
  let at = word - 1;
  const back = (belongs: (byte: number) => boolean): number => {
    const end = at;
    while (at >= 0 && belongs(bytes[at] ?? 0)) at -= 1;
    return end - at;
  };
  back(isSpace);
  if (back(isDigit) === 0 || back(isSpace) === 0) return undefined;
  const end = at + 1;
  const digits = back(isDigit);
  return digits === 0 || digits > MAX_DIGITS ? undefined : Number(bytes.toString('latin1', at + 1, end));
}

const isSpace = (byte: number): boolean => byte <= 32;
const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;

const lineAfter = (bytes: Buffer, at: number): number =>
  at + (bytes[at] === 13 ? (bytes[at + 1] === 10 ? 2 : 1) : bytes[at] === 10 ? 1 : 0);

type Resolve = PdfObjects['resolve'];

const named = (value: PdfValue, name: string): boolean => value instanceof PdfName && value.name === name;

/** A stream that holds objects, whatever it calls itself. */
const isPack = (dict: PdfDict, resolve: Resolve): boolean =>
  dict.all('Type').some((type) => resolve(type).some((one) => named(one, 'ObjStm'))) ||
  (dict.all('First').length > 0 && dict.all('N').length > 0);

function unpack(bytes: Buffer, { dict, start }: Stream, room: number, resolve: Resolve): Buffer {
  const found = (key: string) => dict.all(key).flatMap((value) => resolve(value));
  const filters = found('Filter').flatMap((one) => (one instanceof Array ? one.flatMap((each) => resolve(each)) : [one]));
  const end = bytes.indexOf('endstream', start);
  if (end < 0 || filters.length > 1 || found('DecodeParms').some((one) => one !== null))
    throw new BadPdf('packed in a way that no tool uses');
  if (filters.length === 0) return bytes.subarray(start, end);
  if (!filters.some((filter) => named(filter, 'FlateDecode'))) throw new BadPdf('packed in a way that no tool uses');
  try {
    return inflateSync(bytes.subarray(start), { maxOutputLength: Math.max(1, room) });
  } catch {
    throw new BadPdf('packed objects that cannot be opened');
  }
}

/** The objects of a pack, from the places that its first numbers give. */
function* packedObjects(packed: Buffer, dict: PdfDict, budget: (count: number) => void, resolve: Resolve) {
  const number = (key: string): number => {
    const found = dict.all(key).flatMap((value) => resolve(value));
    if (found.length !== 1 || typeof found[0] !== 'number') throw new BadPdf('packed objects without place');
    return found[0];
  };
  const lexer = createPdfLexer(packed, budget);
  const [first, count] = [number('First'), number('N')];
  const heads: number[] = [];
  for (let at = 0; heads.length < 2 * count;) {
    const { value, end } = lexer.value(at);
    if (typeof value !== 'number') throw new BadPdf('packed objects without place');
    heads.push(value);
    at = end;
  }
  for (let i = 0; i < heads.length; i += 2) {
    const { value } = lexer.value(first + (heads[i + 1] ?? 0));
    if (value !== undefined) yield { number: heads[i] ?? 0, value };
  }
}
