/** Under which system account the embedded Postgres runs, and what that account can reach. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** A system account given to a child process; nothing when the child keeps ours. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/** The account without rights that every Unix has: `nobody`. */
const NOBODY: Account = { uid: 65534, gid: 65534 };

/** Where the superuser keeps what `nobody` could not reach below a closed home. */
export const SYSTEM_FOLDER = '/var/lib/cautionet';

export const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * Postgres refuses to run as root: it then runs as the owner of the existing data, or as `nobody`.
 * @param dataDir the data folder, which may not exist yet
 */
export function accountFor(dataDir: string): Account {
  if (!isRoot()) return {};
  const owner = statSync(path.join(dataDir, 'PG_VERSION'), { throwIfNoEntry: false });
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : NOBODY;
}

/** Asks the kernel, since neither mode bits nor mount options tell the whole truth: does this shell line succeed? */
export function can(account: Account, line: string, ...parameters: string[]): boolean {
  const answer = spawnSync('/bin/sh', ['-c', line, 'sh', ...parameters], { ...account, cwd: '/', env: { LC_ALL: 'C' }, stdio: 'ignore' });
  return answer.status === 0;
}

/** Whether the account can enter a folder, or the nearest of its parents that exists. */
export function canEnter(account: Account, folder: string): boolean {
  let existing = folder;
  while (!statSync(existing, { throwIfNoEntry: false })) existing = path.dirname(existing);
  return can(account, 'cd "$1"', existing);
}

/** Makes a folder and its missing parents, which other accounts may go through whatever the umask, but not list. */
export function makePassage(folder: string): void {
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = path.resolve(folder); made.length >= first.length; made = path.dirname(made)) chmodSync(made, 0o711);
}
