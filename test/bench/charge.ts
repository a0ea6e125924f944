/** Load on an address: wrk where it is installed, otherwise a small client of ours in the bench's own process. */
import { spawnSync } from 'node:child_process';
import http from 'node:http';
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const CONNECTIONS = 16;
export const hasWrk = spawnSync('wrk', ['-v']).error === undefined;

export interface Mesure {
  readonly parSeconde: number;
  readonly mediane: number;
}

/** An address that was never asked before: nothing kept answers it. */
const never = (url: string, n: number) => `${url}${url.includes('?') ? '&' : '?'}jamais=${n}`;
const script = path.join(os.tmpdir(), `cautionet-bench-${process.pid}.lua`);
let asked = 0;

/** Requests a second and median time (ms), after a warm-up; throws when an answer is not 200. `fresh`: another address each time. */
export async function mesurer(url: string, cookie: string, secondes: number, fresh = false): Promise<Mesure> {
  await ensureOk(url, cookie);
  if (!hasWrk) return own(url, cookie, secondes, fresh);
  const run = (seconds: number) => {
    asked += 10_000_000;
    const { pathname, search } = new URL(url);
    writeFileSync(
      script,
      `n = ${asked}\nfunction request() n = n + 1 return wrk.format("GET", "${never(pathname + search, 0)}" .. n) end\n`,
    );
    const args = [
      '-t1',
      `-c${CONNECTIONS}`,
      `-d${seconds}s`,
      '--latency',
      '-H',
      `Cookie: ${cookie}`,
      ...(fresh ? ['-s', script] : []),
      url,
    ];
    return spawnSync('wrk', args, { encoding: 'utf8' });
  };
  run(2);
  const { stdout } = run(secondes);
  const rate = Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1] ?? 0);
  const [, half = '0', unit = 'ms'] = /50%\s+([\d.]+)(us|ms|s)/.exec(stdout) ?? [];
  return { parSeconde: rate, mediane: Number(half) * ({ us: 0.001, ms: 1, s: 1000 }[unit] ?? 1) };
}

const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
const fetchOnce = (url: string, cookie: string): Promise<number> =>
  new Promise((resolve, reject) => {
    http.get(url, { agent, headers: { cookie } }, (res) => res.resume().on('end', () => resolve(res.statusCode ?? 0))).on('error', reject);
  });

async function ensureOk(url: string, cookie: string): Promise<void> {
  // A connection of its own: one kept from an earlier measure may have been closed by the server while nobody looked.
  const status = await new Promise((resolve, reject) => {
    http
      .get(url, { agent: false, headers: { cookie } }, (res) => res.resume().on('end', () => resolve(res.statusCode)))
      .on('error', reject);
  });
  if (status !== 200) throw new Error(`${url} answered ${String(status)}`);
}

async function own(url: string, cookie: string, secondes: number, fresh: boolean): Promise<Mesure> {
  const times: number[] = [];
  const run = async (until: number, keep: boolean) => {
    while (Date.now() < until) {
      const start = performance.now();
      await fetchOnce(fresh ? never(url, (asked += 1)) : url, cookie);
      if (keep) times.push(performance.now() - start);
    }
  };
  const all = (ms: number, keep: boolean) => Promise.all(Array.from({ length: CONNECTIONS }, () => run(Date.now() + ms, keep)));
  await all(2_000, false);
  await all(secondes * 1_000, true);
  times.sort((a, b) => a - b);
  return { parSeconde: times.length / secondes, mediane: times[Math.floor(times.length / 2)] ?? 0 };
}
