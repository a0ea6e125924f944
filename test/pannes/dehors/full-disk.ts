/** A small disk filled under the demonstration, database and files on it; then room again. */
import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { client, type Client } from '../../setup/client.js';
import { ended, startProcess, type Command } from '../../setup/process.js';
import type { Constat } from './constat.js';
import { formOf } from './flows.js';
import { mountSmallDisk } from './small-disk.js';

const MEGABYTES = 900;
const WHAT = `a disk of ${MEGABYTES} MB filled under the demonstration, database and files on it`;
const EXPECTED =
  'pages are read; what cannot be written is refused in words (507 or 503); /sante lives, /pret tells; well again once there is room; nothing lost';

/** Copies a demande so many times, or until a copy is refused; those said to be done, and what the refusal was. */
async function write(person: Client, numero: string, times: number): Promise<{ done: string[]; refusal: number }> {
  const done: string[] = [];
  for (let i = 0; i < times; i += 1) {
    const body = await formOf(person, `/demandes/${numero}`).catch(() => undefined);
    if (body === undefined) return { done, refusal: (await person.get(`/demandes/${numero}`)).status };
    const answer = await person.raw(`/demandes/${numero}/duplication`, body);
    if (answer.status !== 303) return { done, refusal: answer.status };
    done.push(answer.headers.location ?? '');
  }
  return { done, refusal: 0 };
}

export async function fullDisk(command: Command): Promise<Constat> {
  const disk = mountSmallDisk(MEGABYTES);
  if (!disk) return { what: WHAT, expected: EXPECTED, seen: 'this account may not mount a disk', held: undefined };
  const [dataDir, temp] = ['data', 'passage'].map((name) => path.join(disk.folder, name)) as [string, string];
  for (const folder of [dataDir, temp]) {
    mkdirSync(folder);
    chmodSync(folder, 0o777);
  }
  const { child, url, output } = await startProcess({ DATA_DIR: dataDir, TMPDIR: temp, LOG_LEVEL: 'silent' }, command);
  const status = async (page: string) => (await fetch(`${url}${page}`).catch(() => ({ status: 0 }))).status;
  try {
    const email = 'gerant@menuiserie-morel.example';
    const person = await client(url, email);
    const [numero = ''] = /D\d{2}-\d{7}/.exec((await person.get('/demandes')).text) ?? [];
    const before = await write(person, numero, 5);
    disk.fill();
    const [ready, alive] = [await fetch(`${url}/pret`), await status('/sante')];
    const { etat } = (await ready.json()) as { etat: string };
    const page = (await person.get('/demandes')).status;
    const exported = (await person.get('/demandes/export.xlsx')).status;
    const sent = await person.upload(`/demandes/${numero}/pieces`, 'pieces', [['a.pdf', Buffer.alloc(2_000_000, 1)]]);
    const entered = await client(url, email).then(
      () => 'yes',
      (error: unknown) => String(error).replace(/.*enter: /, 'no, '),
    );
    const { done, refusal } = await write(person, numero, 400);
    disk.free();
    const began = performance.now();
    while ((await status('/pret')) !== 200 && performance.now() - began < 60_000) await sleep(200);
    const again = (performance.now() - began) / 1_000;
    const after = await client(url, email);
    const kept = await Promise.all([...before.done, ...done].map(async (address) => (await after.get(address)).status));
    const lost = kept.filter((one) => one !== 200).length;
    const seen = [
      `/pret ${ready.status} « ${etat} », /sante ${alive}; list ${page}; export ${exported}, document ${sent.status}; sign-in: ${entered}`,
      `${before.done.length} writes done before and ${done.length} after, then ${refusal === 0 ? 'none refused' : refusal}; well again ${again.toFixed(1)} s after the room came back; ${lost} of ${kept.length} lost`,
    ].join('; ');
    const held =
      ready.status === 503 && alive === 200 && page === 200 && exported === 507 && sent.status === 507 && lost === 0 && again < 60 &&
      [0, 503, 507].includes(refusal) && child.exitCode === null; // prettier-ignore
    return { what: WHAT, expected: EXPECTED, seen, held };
  } catch (error) {
    return { what: WHAT, expected: EXPECTED, seen: `${String(error)} ${output().slice(-300)}`, held: false };
  } finally {
    child.kill('SIGTERM');
    await ended(child);
    disk.close();
  }
}
