/** The values of a PDF as they are written (ISO 32000, 7.3), read from any place of its bytes; strings are passed over, not kept. */

export class PdfName {
  constructor(readonly name: string) {}
}

export class PdfRef {
  constructor(readonly number: number) {}
}

/** As written: the same key may stand twice, and readers differ on which one counts. */
export class PdfDict {
  constructor(readonly pairs: readonly (readonly [key: string, value: PdfValue])[]) {}
  all(key: string): PdfValue[] {
    return this.pairs.flatMap(([name, value]) => (name === key ? [value] : []));
  }
}

/** A string is read as '', `true`, `false` and `null` as null. */
export type PdfValue = PdfName | PdfRef | PdfDict | readonly PdfValue[] | number | '' | null;

/** What no honest tool writes. */
export class BadPdf extends Error {}

/** Encrypted: its objects cannot be read. */
export class LockedPdf extends BadPdf {}

/** More than is worth reading. */
export class TooMuch extends BadPdf {}

export interface PdfRead {
  readonly values: readonly PdfValue[];
  /** The word that ended them (`endobj`, `stream`…), or '' at the end of the bytes. */
  readonly word: string;
  /** Where what follows that word begins. */
  readonly end: number;
}

export interface PdfLexer {
  /** The values that stand from a place on, up to a word that is none; throws `BadPdf`. */
  values(from: number): PdfRead;
  /** The one value that stands at a place, undefined where there is none; throws `BadPdf`. */
  value(from: number): { readonly value: PdfValue | undefined; readonly end: number };
}

/** Nested deeper than any tool writes. */
const MAX_DEPTH = 64;
const SPACE = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITER = new Set([...'()<>[]{}/%'].map((c) => c.charCodeAt(0)));
const NUMERIC = new Set([...'0123456789+-.'].map((c) => c.charCodeAt(0)));
const CONSTANT = new Set(['true', 'false', 'null']);
const [LF, CR, PERCENT, OPEN, CLOSE, SLASH, LESS, MORE, BRACKET, BACKSLASH] = [10, 13, 37, 40, 41, 47, 60, 62, 91, 92];

class Word {
  constructor(readonly text: string) {}
}

const isRegular = (byte: number | undefined): boolean => byte !== undefined && !SPACE.has(byte) && !DELIMITER.has(byte);
const isNumeric = (byte: number | undefined): boolean => byte !== undefined && NUMERIC.has(byte);

/** A place in the bytes, moved forward. */
function createCursor(bytes: Buffer) {
  const cursor = {
    at: 0,
    peek: () => bytes[cursor.at],
    /** The bytes that belong together from here on, as text. */
    run(belongs: (byte: number | undefined) => boolean): string {
      const start = cursor.at;
      while (belongs(cursor.peek())) cursor.at += 1;
      return bytes.toString('latin1', start, cursor.at);
    },
    skipSpace(): void {
      for (let byte = cursor.peek(); byte !== undefined; byte = cursor.peek()) {
        if (byte === PERCENT) while (cursor.at < bytes.length && bytes[cursor.at] !== LF && bytes[cursor.at] !== CR) cursor.at += 1;
        else if (SPACE.has(byte)) cursor.at += 1;
        else return;
      }
    },
    /** Up to the end of a string of hexadecimal digits. */
    skipDigits(): void {
      cursor.run((byte) => byte !== undefined && byte !== MORE);
      cursor.at += 1;
    },
    /** Up to the end of a string whose parenthesis is just behind. */
    skipString(): void {
      for (let open = 1; open > 0;) {
        const byte = cursor.peek();
        if (byte === undefined) throw new BadPdf('a string without end');
        if (byte === OPEN) open += 1;
        else if (byte === CLOSE) open -= 1;
        cursor.at += byte === BACKSLASH ? 2 : 1;
      }
    },
  };
  return cursor;
}

/** A name, its `#4a` read as the letter it stands for. */
const nameOf = (written: string): PdfName =>
  new PdfName(
    written.includes('#') ? written.replace(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16))) : written,
  );

/** Reads `bytes`; `spend` is told how many were gone through, and throws when that is too many. */
export function createPdfLexer(bytes: Buffer, spend: (count: number) => void): PdfLexer {
  const cursor = createCursor(bytes);

  function next(depth: number): PdfValue | Word {
    cursor.skipSpace();
    const byte = cursor.peek();
    if (byte === undefined) return new Word('');
    if (NUMERIC.has(byte)) return Number.parseFloat(cursor.run(isNumeric)) || 0;
    if (isRegular(byte)) {
      const word = cursor.run(isRegular);
      return CONSTANT.has(word) ? null : new Word(word);
    }
    cursor.at += 1;
    if (byte === SLASH) return nameOf(cursor.run(isRegular));
    if (byte === OPEN) {
      cursor.skipString();
      return '';
    }
    return byte === LESS || byte === MORE ? angle(byte, depth) : byte === BRACKET ? until(']', depth) : new Word(String.fromCharCode(byte));
  }

  /** After `<` or `>`: a dictionary, its end, or a string of hexadecimal digits. */
  function angle(byte: number, depth: number): PdfValue | Word {
    const twice = cursor.peek() === byte;
    if (twice) cursor.at += 1;
    if (byte === MORE) return new Word(twice ? '>>' : '>');
    if (twice) return dictOf(until('>>', depth));
    cursor.skipDigits();
    return '';
  }

  /** Values one after the other; `1 0 R` is a reference. Answers the word that ends them. */
  function gather(depth: number): { values: PdfValue[]; word: string } {
    if (depth > MAX_DEPTH) throw new BadPdf('too deep');
    const values: PdfValue[] = [];
    for (;;) {
      const value = next(depth + 1);
      if (!(value instanceof Word)) values.push(value);
      else if (value.text === 'R') {
        const [number] = values.splice(-2);
        if (typeof number !== 'number') throw new BadPdf('a reference to nothing');
        values.push(new PdfRef(number));
      } else return { values, word: value.text };
    }
  }

  function until(closer: string, depth: number): PdfValue[] {
    const { values, word } = gather(depth);
    if (word !== closer) throw new BadPdf(`${closer} is missing`);
    return values;
  }

  /** A value, or the reference that a number begins. */
  function single(): PdfValue | undefined {
    const value = next(1);
    if (value instanceof Word) return undefined;
    const after = cursor.at;
    if (typeof value === 'number' && typeof next(1) === 'number') {
      const word = next(1);
      if (word instanceof Word && word.text === 'R') return new PdfRef(value);
    }
    cursor.at = after;
    return value;
  }

  /** What was gone through counts, whether it could be read or not. */
  function from<T>(place: number, read: () => T): T {
    cursor.at = place;
    try {
      return read();
    } finally {
      spend(Math.max(0, cursor.at - place));
    }
  }

  return {
    values: (place) => from(place, () => ({ ...gather(0), end: cursor.at })),
    value: (place) => from(place, () => ({ value: single(), end: cursor.at })),
  };
}

function dictOf(items: readonly PdfValue[]): PdfDict {
  if (items.length % 2 !== 0) throw new BadPdf('a key without value');
  const pairs: [string, PdfValue][] = [];
  for (let i = 0; i < items.length; i += 2) {
    const key = items[i];
    if (!(key instanceof PdfName)) throw new BadPdf('a key that is no name');
    pairs.push([key.name, items[i + 1] ?? null]);
  }
  return new PdfDict(pairs);
}
