/** Files that only pass: sent by a form, or on their way to a reader. In one folder of this process, gone when it ends. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const PREFIX = 'cautionet-passage-';
let folder: string | undefined;

const alive = (pid: number): boolean => {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Made at its first use, readable by its owner only; what a killed process left behind is removed then. */
function ours(): string {
  if (folder !== undefined) return folder;
  for (const name of readdirSync(os.tmpdir()).filter((one) => one.startsWith(PREFIX)))
    if (!alive(Number(name.slice(PREFIX.length).split('-')[0]))) {
      // Another user's, perhaps: then it is not ours to remove.
      try {
        rmSync(path.join(os.tmpdir(), name), { recursive: true, force: true });
      } catch {
        continue;
      }
    }
  const made = mkdtempSync(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`));
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  return (folder = made);
}

/** A path where nothing is yet. Whoever asks for it removes it. */
export const tempPath = (): string => path.join(ours(), randomUUID());
