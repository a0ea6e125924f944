/** What a picture may be: whole, alone in its file, of a size that a screen can show. Nothing of it is ever decoded here. */
import { crc32 } from 'node:zlib';
import { endsAsZip } from '../kit/zip.js';
import { Refuse } from './motifs.js';

/** A page scanned at 1 200 dots per inch has 140 million; a telephone 200 at most. */
const MAX_PIXELS = 200_000_000;
const MAX_SIDE = 30_000;
const BLANK = new Set([0, 9, 10, 13, 32]);

export const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
export const JPEG = Buffer.from([0xff, 0xd8, 0xff]);

/** Throws why a PNG is refused. */
export function examinerPng(bytes: Buffer): void {
  const end = lire(() => chunks(bytes));
  if (bytes.subarray(end).some((byte) => !BLANK.has(byte))) throw new Refuse('polyglotte');
}

/** Throws why a JPEG is refused. What a telephone adds after its end (a second view, a depth map) stays. */
export function examinerJpeg(bytes: Buffer): void {
  lire(() => segments(bytes));
  if (endsAsZip(bytes)) throw new Refuse('polyglotte');
}

/** A file that ends before what it announces. */
function lire<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof RangeError ? new Refuse('inacheve') : error;
  }
}

function mesurer(width: number, height: number): void {
  if (width === 0 || height === 0) throw new Refuse('illisible');
  if (Math.max(width, height) > MAX_SIDE || width * height > MAX_PIXELS) throw new Refuse('demesure');
}

/** Every chunk of a PNG with its sum, from IHDR to IEND; answers where it ends. */
function chunks(bytes: Buffer): number {
  let data = 0;
  for (let at = PNG.length; ;) {
    const length = bytes.readUInt32BE(at);
    const kind = bytes.toString('latin1', at + 4, at + 8);
    const sum = bytes.readUInt32BE(at + 8 + length);
    if ((kind === 'IHDR') !== (at === PNG.length) || crc32(bytes.subarray(at + 4, at + 8 + length)) !== sum) throw new Refuse('illisible');
    if (kind === 'IHDR') mesurer(bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12));
    if (kind === 'IDAT') data += length;
    at += 12 + length;
    if (kind !== 'IEND') continue;
    if (data === 0) throw new Refuse('illisible');
    return at;
  }
}

const [SOI, EOI, SOS, TEM] = [0xd8, 0xd9, 0xda, 0x01];
/** Frames: C0 to CF, but for tables (C4), extensions (C8) and arithmetic conditions (CC). */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const isAlone = (marker: number): boolean => marker === TEM || (marker >= 0xd0 && marker <= SOI);

/** Every segment of a JPEG up to its end, its size told before its first scan. */
function segments(bytes: Buffer): void {
  let [measured, drawn] = [false, false];
  for (let at = 2; ;) {
    if (bytes.readUInt8(at) !== 0xff) throw new Refuse('illisible');
    const marker = bytes.readUInt8(at + 1);
    if (marker === EOI && drawn) return;
    if (marker === 0xff || isAlone(marker)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    const length = bytes.readUInt16BE(at + 2);
    if (length < 2) throw new Refuse('illisible');
    if (isFrame(marker)) {
      mesurer(bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5));
      measured = true;
    }
    at += 2 + length;
    if (marker !== SOS) continue;
    if (!measured) throw new Refuse('illisible');
    drawn = true;
    at = afterScan(bytes, at);
  }
}

/** The next marker after the data of a scan: a byte FF of data is followed by 00, restarts are part of it. */
function afterScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes.readUInt8(at + 1);
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw new Refuse('inacheve');
}
