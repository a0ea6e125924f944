/** XML that a stranger made, gone through without building its tree; entities of its own are never followed. */
import { SaxesParser } from 'saxes';

/** Not well formed, of an encoding that is not read here, or deeper than any document. */
export class BadXml extends Error {}

export type Attributes = Readonly<Record<string, string>>;

/** What is told of each element; `path`: local names from the root, whatever their prefixes, as `worksheet/sheetData/row`. */
export interface XmlVisitor {
  readonly open?: (path: string, attributes: Attributes) => void;
  /** `text`: its own, without that of the elements inside. */
  readonly close?: (path: string, text: string) => void;
}

const MAX_DEPTH = 64;

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Goes through an XML; throws `BadXml` where it cannot be read. */
export function walk(written: Buffer, { open, close }: XmlVisitor): void {
  const parser = new SaxesParser({ position: false });
  const paths: string[] = [];
  const texts: string[] = [];
  const keep = (text: string) => {
    if (texts.length > 0) texts.push((texts.pop() ?? '') + text);
  };
  parser.on('opentag', ({ name, attributes }) => {
    if (paths.length >= MAX_DEPTH) throw new BadXml('too deep');
    const path = paths.length > 0 ? `${paths.at(-1)}/${local(name)}` : local(name);
    paths.push(path);
    texts.push('');
    open?.(path, Object.fromEntries(Object.entries(attributes).map(([key, value]) => [local(key), value])));
  });
  parser.on('closetag', () => {
    const [path = '', text = ''] = [paths.pop(), texts.pop()];
    close?.(path, text);
  });
  parser.on('text', keep);
  parser.on('cdata', keep);
  parser.on('error', ({ message }) => {
    throw new BadXml(message);
  });
  parser.write(inUtf8(written).toString('utf8')).close();
}

/** XML is in UTF-8, or in UTF-16 when its first two bytes say so; in another encoding it could not be read here as elsewhere. */
export function inUtf8(written: Buffer): Buffer {
  const mark = written.length >= 2 ? written.readUInt16LE(0) : 0;
  const even = written.subarray(0, written.length - (written.length % 2));
  if (mark === 0xfeff) return Buffer.from(even.toString('utf16le'));
  if (mark === 0xfffe) return Buffer.from(Buffer.from(even).swap16().toString('utf16le'));
  if (written.subarray(0, 200).includes(0)) throw new BadXml('encoding');
  return written;
}
