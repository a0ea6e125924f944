/** A zip that a stranger made, opened without trusting what it says of itself: its directory first, then each file within its size. */
import { crc32, inflateRawSync } from 'node:zlib';

/** Cut short; locked by a password; too much once opened; anything else that no honest tool writes. */
export type ZipFault = 'truncated' | 'locked' | 'heavy' | 'wrong';

export class BadZip extends Error {
  constructor(readonly fault: ZipFault) {
    super(fault);
  }
}

export interface ZipEntry {
  readonly name: string;
  /** Bytes once opened, as the directory says and as `open` checks. */
  readonly size: number;
  open(): Buffer;
}

/** What a zip may hold: so many files, so many bytes once opened, together and each. */
export interface ZipLimits {
  readonly entries: number;
  readonly bytes: number;
  readonly each: number;
}

const LOCAL = 0x04034b50;
const ENTRY = 0x02014b50;
const END = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const END_SIZE = 22;
const LOCAL_SIZE = 30;
const ENTRY_SIZE = 46;
const STORED = 0;
const DEFLATED = 8;
const LOCKED = 0x01;
const UTF8 = 0x800;

/** The files of a zip. Nothing is opened before the sizes that its directory announces are known to be within the limits. */
export function openZip(zip: Buffer, limits: ZipLimits): ZipEntry[] {
  try {
    const entries = directoryOf(zip, limits);
    const ranges = entries.map(({ range }) => range).sort(([a], [b]) => a - b);
    // Files that share bytes are how a small zip becomes a large one; what stands before the first is not of the zip.
    if (ranges[0]?.[0] !== 0 || ranges.some(([start], i) => i > 0 && start < (ranges[i - 1]?.[1] ?? 0))) throw new BadZip('wrong');
    return entries;
  } catch (error) {
    throw error instanceof RangeError ? new BadZip('truncated') : error;
  }
}

type Placed = ZipEntry & { readonly range: readonly [start: number, end: number] };

function directoryOf(zip: Buffer, limits: ZipLimits): Placed[] {
  const end = zip.lastIndexOf(END);
  if (end < 0) throw new BadZip('truncated');
  const count = zip.readUInt16LE(end + 10);
  if (end + END_SIZE + zip.readUInt16LE(end + 20) !== zip.length || count === 0) throw new BadZip('wrong');
  if (count > limits.entries) throw new BadZip('heavy');
  const entries: Placed[] = [];
  const names = new Set<string>();
  let room = limits.bytes;
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < count; i += 1) {
    if (zip.readUInt32LE(at) !== ENTRY) throw new BadZip('wrong');
    const entry = entryAt(zip, at);
    room -= entry.size;
    if (entry.size > limits.each || room < 0) throw new BadZip('heavy');
    entries.push(entry);
    names.add(entry.name.toLowerCase());
    at += ENTRY_SIZE + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  // A directory longer than it says, or a name given twice, would be read otherwise by another reader.
  if (at > end || names.size < count) throw new BadZip('wrong');
  return entries;
}

/** A file of the directory, whose own header must name it the same. */
function entryAt(zip: Buffer, at: number): Placed {
  const [flags, method, sum] = [zip.readUInt16LE(at + 8), zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 16)];
  const [packed, size, header] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24), zip.readUInt32LE(at + 42)];
  const raw = zip.subarray(at + ENTRY_SIZE, at + ENTRY_SIZE + zip.readUInt16LE(at + 28));
  if (flags & LOCKED) throw new BadZip('locked');
  if (zip.readUInt32LE(header) !== LOCAL || (method !== STORED && method !== DEFLATED)) throw new BadZip('wrong');
  const named = header + LOCAL_SIZE;
  const start = named + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  if (!zip.subarray(named, named + zip.readUInt16LE(header + 26)).equals(raw)) throw new BadZip('wrong');
  if (start + packed > zip.length) throw new BadZip('truncated');
  const name = raw.toString(flags & UTF8 ? 'utf8' : 'latin1');
  if (/\0|(^|[\\/])\.\.([\\/]|$)/.test(name)) throw new BadZip('wrong');
  const open = () => unpack(zip.subarray(start, start + packed), { method, size, sum });
  return { name, size, range: [header, start + packed], open };
}

function unpack(packed: Buffer, { method, size, sum }: { method: number; size: number; sum: number }): Buffer {
  const bytes = method === STORED || packed.length === 0 ? packed : inflated(packed, size);
  if (bytes.length !== size || crc32(bytes) !== sum) throw new BadZip('wrong');
  return bytes;
}

function inflated(packed: Buffer, size: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: size + 1 });
  } catch {
    throw new BadZip('wrong');
  }
}

/** True when bytes end as a zip does, whatever they begin with. */
export const endsAsZip = (bytes: Buffer): boolean =>
  bytes.subarray(-(END_SIZE + 0xffff)).includes(END) && bytes.includes(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
