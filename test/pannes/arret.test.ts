/** The product as a process: started by its command, stopped by Ctrl-C, killed, started again with nothing lost. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { inRoot, ROOT } from '../../src/kit/root.js';
import { client, documentOf } from '../setup/client.js';

const folders: string[] = [];
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cautionet-arret-'));
  folders.push(folder);
  return folder;
}

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  readonly output: () => string;
}

async function start(dataDir: string, env: Readonly<Record<string, string>> = {}): Promise<Started> {
  const child = spawn(process.execPath, ['--import', 'tsx', inRoot('src', 'main.ts')], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const until = Date.now() + 60_000;
  while (Date.now() < until) {
    const url = /is ready after .*: (http\S+)/.exec(said)?.[1];
    if (url) return { child, url, output: () => said };
    if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${said}`);
    await sleep(50);
  }
  throw new Error(`not ready: ${said}`);
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => (child.exitCode !== null ? resolve(child.exitCode) : child.once('exit', resolve)));
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
