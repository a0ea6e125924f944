/**
 * npm run endurance: the demonstration at twenty pages a second, with exports, imports, seals and mails going on. At the end: errors,
 * memory, the longest that the event loop was held, the slowest answers. ENDURANCE_MINUTES: how long (10).
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../../../src/kit/embedded-postgres.js';
import { inRoot } from '../../../src/kit/root.js';
import { client } from '../../setup/client.js';
import { BUILT, ended, killAll, startProcess } from '../../setup/process.js';
import { startSmtpSink } from '../../setup/smtp.js';
import { tableOf, type Constat } from '../dehors/constat.js';
import { invariants } from '../dehors/invariants.js';
import { atPace, percentile, slope, type Ask } from './pace.js';
import { PEOPLE, startWork } from './work.js';

const MINUTES = Number(process.env.ENDURANCE_MINUTES ?? 10);
const PER_SECOND = 20;
const SAMPLE_MS = 5_000;
/** What Node's own watch of the loop waits between two looks. */
const RESOLUTION_MS = 10;
const HELD_MS = 50;
/** Of resident memory, once it is warm: the second half of the time. */
const GROWTH_MB_PER_MINUTE = 2;
const PAGES = ['/', '/demandes', '/cautions', '/encours', '/autorisations', '/demandes?etat=a_valider', '/cautions?etat=effective&taille=50', '/recherche?q=Rh%C3%B4ne', '/profil']; // prettier-ignore
const say = (text: string): void => void process.stdout.write(`${text}\n`);

interface Sample {
  readonly minute: number;
  readonly megabytes: number;
  readonly heldMs: number;
  /** The same of a process that does nothing. */
  readonly idleMs: number;
}

const figure = (text: string, name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? NaN);
const idle = fork(inRoot('test', 'pannes', 'endurance', 'idle.ts'), { execArgv: ['--import', 'tsx'] });

async function idleHeld(): Promise<number> {
  const answer = once(idle, 'message');
  idle.send('');
  return ((await answer) as [number])[0];
}

async function sampled(url: string, began: number): Promise<Sample> {
  const text = await (await fetch(`${url}/metriques`)).text();
  return {
    minute: (performance.now() - began) / 60_000,
    megabytes: figure(text, 'process_resident_memory_bytes') / 1e6,
    heldMs: Math.max(0, figure(text, 'nodejs_eventloop_lag_max_seconds') * 1_000 - RESOLUTION_MS),
    idleMs: await idleHeld(),
  };
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'cautionet-endurance-'));
const postgres = await startEmbedded({ dataDir: path.join(folder, 'postgres') });
const sink = await startSmtpSink();
const owner = new pg.Pool({ connectionString: postgres.url, max: 1 });
const constats: Constat[] = [];
try {
  const { child, url } = await startProcess(
    { DATA_DIR: folder, DATABASE_URL: postgres.url, SMTP_URL: sink.url, VIEW_CACHE: '1', LOG_LEVEL: 'silent' },
    BUILT,
  );
  constats.push(...(await endure(url)));
  child.kill('SIGTERM');
  const code = await ended(child);
  constats.push({ what: 'stopped (SIGTERM) at the end', expected: 'code 0', seen: `code ${code}`, held: code === 0 });
  constats.push(await invariants(owner, 'the soak'));
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
} finally {
  idle.kill();
  await killAll();
  await owner.end();
  await sink.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
say(`\n${tableOf(constats)}`);
if (constats.some(({ held }) => held === false)) process.exitCode = 1;
process.exit();

async function endure(url: string): Promise<Constat[]> {
  const people = await Promise.all(Object.values(PEOPLE).map((email) => client(url, email)));
  const asks: Ask[] = people.flatMap((person, i) =>
    PAGES.filter((_, p) => (p + i) % 2 === 0).map((page) => ({ name: page, send: () => person.get(page) })),
  );
  for (const { send } of asks) await send();
  const work = await startWork(url);
  const began = performance.now();
  const samples: Sample[] = [];
  await sampled(url, began);
  const pages = atPace(PER_SECOND, asks);
  const timer = setInterval(() => {
    void sampled(url, began).then((one) => {
      samples.push(one);
      if (samples.length % 12 === 0)
        say(`${one.minute.toFixed(1)} min: ${one.megabytes.toFixed(0)} MB, loop held ${one.heldMs.toFixed(0)} ms`);
    });
  }, SAMPLE_MS);
  await new Promise((resolve) => setTimeout(resolve, MINUTES * 60_000));
  clearInterval(timer);
  await Promise.all([pages.stop(), work.stop()]);
  const { rows } = await owner.query<{ acts: number; mails: number; unsealed: number }>(
    `select (select count(*)::int from acte where scelle_le > now() - make_interval(mins => $1)) as acts,
       (select count(*)::int from courriel where envoye_le > now() - make_interval(mins => $1)) as mails,
       (select count(*)::int from caution where a_sceller) as unsealed`,
    [Math.ceil(MINUTES)],
  );
  const errors = [...[...pages.errors].map(([what, n]) => `${n} × ${what}`), ...work.errors];
  const warm = samples.filter(({ minute }) => minute > MINUTES / 2);
  const growth = slope(warm.map(({ minute, megabytes }) => [minute, megabytes]));
  const held = samples.map(({ heldMs }) => heldMs);
  const floor = samples.map(({ idleMs }) => idleMs);
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  return [
    {
      what: `${pages.times.length} pages in ${MINUTES} min, ${PER_SECOND} a second`,
      expected: 'no error',
      seen: errors.length === 0 ? 'none' : errors.slice(0, 5).join(', '),
      held: errors.length === 0,
    },
    {
      what: 'beside them',
      expected: 'acts sealed, mails sent, workbooks exported and read',
      seen: `${rows[0]?.acts} acts sealed (${rows[0]?.unsealed} wait), ${rows[0]?.mails} mails sent (${sink.messages.length} received), ${Object.entries(work.done).map(([what, n]) => `${n} ${what}`).join(', ')}`, // prettier-ignore
      held: (rows[0]?.acts ?? 0) > 0 && sink.messages.length > 0,
    },
    {
      what: 'time of a page, its wait included',
      expected: 'told',
      seen: `median ${ms(percentile(pages.times, 0.5))}, p99 ${ms(percentile(pages.times, 0.99))}, worst ${ms(percentile(pages.times, 1))}`,
      held: true,
    },
    {
      what: 'resident memory, second half',
      expected: `grows by at most ${GROWTH_MB_PER_MINUTE} MB a minute`,
      seen: `${samples[0]?.megabytes.toFixed(0)} MB at first, ${samples.at(-1)?.megabytes.toFixed(0)} MB at last; ${growth.toFixed(2)} MB a minute`,
      held: growth <= GROWTH_MB_PER_MINUTE,
    },
    {
      what: 'longest that the event loop was held',
      expected: `at most ${HELD_MS} ms`,
      seen: `${ms(Math.max(...held))}; in half of the samples of ${SAMPLE_MS / 1_000} s at most ${ms(percentile(held, 0.5))}; an idle process beside it: ${ms(Math.max(...floor))}, ${ms(percentile(floor, 0.5))}`,
      held: Math.max(...held) <= HELD_MS,
    },
  ];
}
