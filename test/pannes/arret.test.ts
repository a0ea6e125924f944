/** The product as a process: started by its command, stopped by Ctrl-C, killed, started again with nothing lost. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { inRoot, ROOT } from '../../src/kit/root.js';
import { client, documentOf } from '../setup/client.js';
import { ended, killAll, startProcess } from '../setup/process.js';

const folders: string[] = [];
afterAll(async () => {
  await killAll();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cautionet-arret-'));
  folders.push(folder);
  return folder;
}

const start = (dataDir: string, env: Readonly<Record<string, string>> = {}) => startProcess({ DATA_DIR: dataDir, ...env });
const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** The pid of the Postgres that holds a data folder. */
const postgresOf = (dataDir: string): number => {
  const file = path.join(dataDir, 'postgres', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
};

describe('the product as a process', () => {
  it(
    'says where it is, works, is killed with -9, leaves no orphan, starts again with nothing lost, stops on Ctrl-C',
    { timeout: 180_000 },
    async () => {
      const dataDir = newFolder();
      const first = await start(dataDir);
      expect(first.output()).toContain('246813');
      expect(first.output()).toContain('saisie@rhonebatir.example');
      const gerant = await client(first.url, 'gerant@menuiserie-morel.example');
      const before = documentOf(await gerant.get('/demandes'));
      const [numero] = [...before.querySelectorAll('tr[data-numero]')].map((row) => row.getAttribute('data-numero'));
      const copied = await gerant.post(`/demandes/${numero}/duplication`);
      const adresse = copied.headers.location ?? '';
      expect(adresse).toMatch(/^\/demandes\/D/);

      const postgres = postgresOf(dataDir);
      first.child.kill('SIGKILL');
      await ended(first.child);
      for (let i = 0; i < 100 && postgres > 0 && alive(postgres); i += 1) await sleep(100);
      if (postgres > 0) expect(alive(postgres)).toBe(false);

      const second = await start(dataDir);
      const again = await client(second.url, 'gerant@menuiserie-morel.example');
      expect((await again.get(adresse)).status).toBe(200);
      second.child.kill('SIGINT');
      expect(await ended(second.child), second.output()).toBe(0);
      expect(second.output()).toContain('SIGINT');
    },
  );

  it('refuses a wrong setting, and a port that is taken, in one sentence', { timeout: 120_000 }, async () => {
    const bad = spawnSync(process.execPath, ['--import', 'tsx', inRoot('src', 'main.ts')], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, PORT: 'douze' },
    });
    expect([bad.status, bad.stderr.trim().split('\n').length]).toEqual([1, 1]);
    expect(bad.stderr).toMatch(/^PORT: /);
    const dataDir = newFolder();
    const running = await start(dataDir);
    const { port } = new URL(running.url);
    await expect(start(newFolder(), { PORT: port })).rejects.toThrow(`PORT: ${port} is already taken`);
    running.child.kill('SIGTERM');
    expect(await ended(running.child)).toBe(0);
  });
});
