/** A disk so small that it can be filled, where this account may mount one. */
import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export interface SmallDisk {
  readonly folder: string;
  /** Leaves no room at all. */
  fill(): void;
  free(): void;
  close(): void;
}

/** Undefined where it cannot be mounted. */
export function mountSmallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'petit-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder], { stdio: 'ignore' });
  if (status !== 0) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  chmodSync(folder, 0o777);
  const filler = path.join(folder, 'remplissage');
  return {
    folder,
    fill: () => {
      const file = openSync(filler, 'a');
      for (let size = 1 << 20; size >= 1; size >>= 4) while (written(file, size));
      closeSync(file);
    },
    free: () => rmSync(filler, { force: true }),
    close: () => {
      // Lazily: a process that has just ended may still hold a file there.
      spawnSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function written(file: number, size: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(size)) === size;
  } catch {
    return false;
  }
}
