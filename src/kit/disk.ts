/** Room on the disks: those that this process writes to, and what the database has just said of its own. */
import { statfs } from 'node:fs/promises';

/** With less room than a few documents take, the next one is refused. */
const NEEDED_BYTES = 32 * 1024 * 1024;
/** A write refused so long ago says nothing any more. */
const HELD_MS = 15_000;

export type Disk = ReturnType<typeof createDisk>;

/** `folders`: where files are kept or pass. A folder that is not there, or a system that tells nothing, is not full. */
export function createDisk(folders: readonly string[]) {
  let refused = -Infinity;
  const short = async (folder: string): Promise<boolean> => {
    const room = await statfs(folder).catch(() => undefined);
    return room !== undefined && room.bavail * room.bsize < NEEDED_BYTES;
  };
  return {
    /** A write has just been refused for want of room. */
    refuse: () => void (refused = performance.now()),
    full: async (): Promise<boolean> => performance.now() - refused < HELD_MS || (await Promise.all(folders.map(short))).includes(true),
  };
}
