/** What a zip holds once opened, without trusting what it says of itself. */
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

const inflated = promisify(inflateRaw);

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;
const MAX_ENTRIES = 1_000;

/** True when every file of the zip can be opened and is `plausible`, and together they weigh at most `limit` bytes: no bomb goes off. */
export async function unpacksWithin(zip: Buffer, limit: number, plausible: (name: string, bytes: Buffer) => boolean): Promise<boolean> {
  try {
    const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (end < 0 || zip.readUInt32LE(end) !== END) return false;
    const count = zip.readUInt16LE(end + 10);
    if (count === 0 || count > MAX_ENTRIES) return false;
    let total = 0;
    let at = zip.readUInt32LE(end + 16);
    for (let i = 0; i < count; i += 1) {
      if (zip.readUInt32LE(at) !== ENTRY) return false;
      const bytes = await unpack(zip, at, limit - total);
      total += bytes.length;
      if (total > limit || !plausible(zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28)), bytes)) return false;
      at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    }
    // A directory longer than it says would be read otherwise by another reader.
    return at <= end;
  } catch {
    return false;
  }
}

/** The bytes of a file of the directory once opened; throws beyond `room`. */
async function unpack(zip: Buffer, entry: number, room: number): Promise<Buffer> {
  const method = zip.readUInt16LE(entry + 10);
  const packed = zip.readUInt32LE(entry + 20);
  const header = zip.readUInt32LE(entry + 42);
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  if (start + packed > zip.length || room < 0) throw new Error('outside of the zip');
  if (method === STORED || packed === 0) return zip.subarray(start, start + packed);
  if (method !== DEFLATED) throw new Error('a compression that Excel does not use');
  return inflated(zip.subarray(start, start + packed), { maxOutputLength: room + 1 });
}
