/** The small application of `embedded-child.ts`, seen from outside: its output, its signals, the processes it leaves. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readlinkSync } from 'node:fs';
import { expect, vi } from 'vitest';
import { inRoot } from '../../src/kit/root.js';

export interface Ready {
  readonly socketDir: string;
  readonly uid: number;
  readonly passages: number;
  readonly dataFolder: string;
}

export interface Application {
  readonly said: () => string;
  readonly ready: () => Promise<Ready>;
  readonly end: (signal: NodeJS.Signals) => Promise<void>;
}

/** Starts `embedded-child.ts` as a process of its own, possibly under another account. */
export function launchApplication(dataDir: string, home: string, account: { uid?: number; gid?: number }): Application {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', inRoot('test/kit/embedded-child.ts'), dataDir], {
    ...account,
    cwd: inRoot(),
    env: { ...process.env, HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text));
  const over = new Promise<void>((resolve) => {
    child.once('close', resolve).once('error', (error) => {
      said += `failed ${error.message}`;
      resolve();
    });
  });
  return {
    said: () => said,
    ready: async () => {
      await vi.waitFor(() => expect(said).toMatch(/^(ready|failed)/m), { timeout: 30_000 });
      const found = /^ready (.*)$/m.exec(said)?.[1];
      if (!found) throw new Error(said);
      return JSON.parse(found) as Ready;
    },
    end: async (signal) => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await over;
    },
  };
}

/** Processes that work in a data folder below `parent`. */
export function postgresOf(parent: string): string[] {
  const cwd = (pid: string): string => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`);
    } catch {
      return '';
    }
  };
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && cwd(name).startsWith(parent));
}
