/** The antivirus, over its real protocol: only a whole answer that says clean is clean. */
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import os from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClamd } from '../../src/kit/clamd.js';
import { tempPath } from '../../src/kit/temp.js';
import { demarrerClamd, type Clamd, type Humeur } from '../setup/clamd.js';

const [sain, infecte, lourd] = [tempPath(), tempPath(), tempPath()];
const SOCKET = path.join(os.tmpdir(), `clamd-${process.pid}.ctl`);
let tcp: Clamd;
let unix: Clamd;

beforeAll(async () => {
  await writeFile(sain, 'rien');
  await writeFile(infecte, `${'x'.repeat(200_000)}EICAR`);
  await writeFile(lourd, Buffer.alloc(9 * 2 ** 20, 7));
  tcp = await demarrerClamd();
  unix = await demarrerClamd(SOCKET);
});
afterAll(async () => {
  await Promise.all([tcp.stop(), unix.stop()]);
  await Promise.all([sain, infecte, lourd, SOCKET].map((file) => rm(file, { force: true })));
});

describe('an honest daemon', () => {
  it.each([
    ['over TCP', () => tcp],
    ['over a Unix socket', () => unix],
  ] as const)('%s', async (_ou, clamd) => {
    const antivirus = createClamd({ url: clamd().url });
    expect(await antivirus.alive()).toBe(true);
    expect(await antivirus.scan(sain)).toEqual({ is: 'clean' });
    expect(await antivirus.scan(infecte)).toEqual({ is: 'found', name: 'Eicar-Signature' });
    expect(await antivirus.scan(lourd)).toEqual({ is: 'clean' });
    expect(clamd().recus.map(({ length }) => length)).toEqual([4, 200_005, 9 * 2 ** 20]);
  });
});

describe('one that does not answer that it is clean', () => {
  it.each<[Humeur, string]>([
    ['coupe', ''],
    ['muet', 'no answer in time'],
    ['tronqué', 'the connection was cut'],
    ['refuse', 'INSTREAM size limit exceeded. ERROR'],
    ['bavard', 'an answer without end'],
  ])('%s', { timeout: 30_000 }, async (humeur, pourquoi) => {
    tcp.humeur = humeur;
    const verdict = await createClamd({ url: tcp.url, seconds: humeur === 'muet' ? 0.5 : 20 }).scan(humeur === 'coupe' ? lourd : infecte);
    expect(verdict).toEqual({ is: 'unknown', why: pourquoi ? pourquoi : expect.stringMatching(/cut|ECONNRESET|EPIPE/) });
    tcp.humeur = 'honnête';
  });

  it('gone, or never there', async () => {
    const parti = await demarrerClamd();
    await parti.stop();
    for (const url of [parti.url, 'unix:/nowhere/clamd.ctl']) {
      const antivirus = createClamd({ url });
      expect(await antivirus.alive()).toBe(false);
      expect((await antivirus.scan(sain)).is).toBe('unknown');
    }
  });

  it('a file that went away is not clean', async () => {
    expect((await createClamd({ url: tcp.url, seconds: 1 }).scan(`${sain}-parti`)).is).toBe('unknown');
  });
});
