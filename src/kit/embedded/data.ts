/** The data folder of the embedded Postgres: where it is, how it is created, who holds it. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { canEnter, makePassage, SYSTEM_FOLDER, type Account } from './account.js';

const initialised = (folder: string): boolean => existsSync(path.join(folder, 'PG_VERSION'));

/**
 * Where the data really is: `dataDir`, or a folder of the system when root runs Postgres under an account that cannot
 * enter `dataDir` (a checkout below a closed home). Data that exists is never left aside for an empty folder.
 * @throws a sentence when existing data cannot be reached
 */
export function locateData(dataDir: string, account: Account, systemFolder = SYSTEM_FOLDER): string {
  const own = path.resolve(dataDir);
  if (account.uid === undefined) return ours(own);
  const elsewhere = path.join(systemFolder, `donnees-${createHash('sha256').update(own).digest('hex').slice(0, 16)}`);
  if (!initialised(own) && initialised(elsewhere)) return elsewhere;
  if (canEnter(account, path.dirname(own))) return own;
  if (initialised(own))
    throw new Error(
      `Postgres runs as account ${account.uid}, which cannot enter ${path.dirname(own)}: open that path (chmod o+x) or start as its owner.`,
    );
  return elsewhere;
}

/** The data of an application once started as root belongs to another account: an ordinary user cannot read it. */
function ours(folder: string): string {
  const owner = statSync(folder, { throwIfNoEntry: false })?.uid;
  if (owner === undefined || owner === process.getuid?.()) return folder;
  throw new Error(
    `The data in ${folder} belongs to account ${owner}: start as root, as the first time, or give it to this account (chown -R).`,
  );
}

/**
 * Creates the cluster when there is none: UTF-8, French collation by ICU, one superuser reached by the socket only.
 * Written beside and renamed, so that a kill in the middle leaves no half-made cluster.
 */
export function initialise(initdb: string, folder: string, account: Account, superuser: string, sync: boolean): void {
  if (initialised(folder)) return;
  makePassage(path.dirname(folder));
  removeLeftovers(folder);
  const staging = `${folder}-init-${process.pid}`;
  createFor(account, staging);
  try {
    execFileSync(
      initdb,
      [
        '-D',
        staging,
        '-U',
        superuser,
        '-A',
        'trust',
        '-E',
        'UTF8',
        '--locale=C',
        '--locale-provider=icu',
        '--icu-locale=fr-FR',
        ...(sync ? [] : ['--no-sync']),
      ],
      { ...account, cwd: '/', env: { LC_ALL: 'C', TZ: 'UTC', PATH: process.env['PATH'] }, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    renameSync(staging, folder);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    if (!initialised(folder))
      throw new Error(`The database could not be created in ${folder}: ${String((error as { stderr?: Buffer }).stderr ?? error)}`, {
        cause: error,
      });
  }
}

/** Makes a folder that belongs to the account, closed to all others, as Postgres asks. */
export function createFor({ uid, gid }: Account, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
}

/** Clusters half-made by a start that was killed; in a container that start had our own number. */
function removeLeftovers(folder: string): void {
  const prefix = `${path.basename(folder)}-init-`;
  for (const name of readdirSync(path.dirname(folder))) {
    const pid = Number(name.slice(prefix.length));
    if (name.startsWith(prefix) && (pid === process.pid || !isAlive(pid)))
      rmSync(path.join(path.dirname(folder), name), { recursive: true, force: true });
  }
}

/** Whether a process exists. Zero and negative numbers would name whole groups: they never do. */
function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

export type Holder = 'none' | 'running' | 'stopping';

/** Who holds the data folder, from `postmaster.pid`: its first line is the process, its last the state. */
export function holderOf(folder: string): Holder {
  const [pid, ...rest] = readLock(folder).trim().split('\n');
  if (!isPostgresOf(Number(pid), folder)) return 'none';
  return rest.at(-1)?.trim() === 'stopping' ? 'stopping' : 'running';
}

const readLock = (folder: string): string => {
  try {
    return readFileSync(path.join(folder, 'postmaster.pid'), 'utf8');
  } catch {
    return '';
  }
};

/** After a machine or container restart the number may name a stranger: a Postgres works inside its own data folder. */
function isPostgresOf(pid: number, folder: string): boolean {
  if (!isAlive(pid)) return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
  } catch {
    return true; // no /proc, or it may not be read: believe Postgres, which found the lock held
  }
}

/** Forgets the lock of a process that is no longer a Postgres of this folder. */
export const removeStaleLock = (folder: string): void => rmSync(path.join(folder, 'postmaster.pid'), { force: true });
