import { chmodSync, existsSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountFor, isRoot } from '../../src/kit/embedded/account.js';
import { copyBinaries, linkLibraries, prepareBinaries } from '../../src/kit/embedded/binaries.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'binaires à part-'));
  chmodSync(folder, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the programs of Postgres', () => {
  it('are found where npm put them', () => {
    const { postgres } = prepareBinaries(accountFor(folder), () => undefined);
    expect(existsSync(postgres)).toBe(true);
  });

  it('get the links between libraries that npm cannot carry', () => {
    const native = path.join(folder, 'native');
    mkdirSync(path.join(native, 'lib'), { recursive: true });
    writeFileSync(path.join(native, 'lib/liba.so.1.2'), '');
    writeFileSync(
      path.join(native, 'pg-symlinks.json'),
      JSON.stringify([
        { source: 'native/lib/liba.so.1.2', target: 'native/lib/liba.so' },
        { source: 'native/lib/liba.so.1.2', target: 'native/lib/liba.so.1' },
      ]),
    );
    symlinkSync('liba.so.1.2', path.join(native, 'lib/liba.so'));
    expect(linkLibraries(native)).toBe(true);
    expect(readlinkSync(path.join(native, 'lib/liba.so.1'))).toBe('liba.so.1.2');
  });

  it('are copied whole, and the copy runs; a copy that others may change is refused', () => {
    const { postgres } = prepareBinaries(accountFor(folder), () => undefined);
    const native = path.dirname(path.dirname(postgres));
    const target = path.join(folder, 'copie');
    const copy = copyBinaries(native, target, isRoot() ? { uid: 65534, gid: 65534 } : {});
    expect(copy).toBe(path.join(target, 'native'));
    expect(copyBinaries(native, target, {})).toBe(copy);
    chmodSync(target, 0o777);
    expect(() => copyBinaries(native, target, {})).toThrow('writable by no other');
  });
});
