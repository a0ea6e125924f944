/** A mail server that fails, then another machine that sends, then one that stops in the middle: every mail leaves, once. */
import { setTimeout as sleep } from 'node:timers/promises';
import { startSmtpSink, type SmtpMode, type SmtpSink } from '../../setup/smtp.js';
import { ended, type Started } from '../../setup/process.js';
import type { Constat } from './constat.js';
import type { Ground } from './ground.js';

const PATIENCE_MS = 90_000;
/** A server that hangs is given up after 20 s. */
const TROUBLE_MS: Readonly<Record<Exclude<SmtpMode, 'accept'>, number>> = { refuse: 4_000, cut: 4_000, hang: 24_000 };
/** What a sender that died holds, it holds for two minutes; and a little more. */
const LEASE_MS = 125_000;
/** The hands of one sender. */
const IN_HAND = 4;

const waiting = async ({ owner }: Ground): Promise<number> =>
  (await owner.query<{ n: number }>('select count(*)::int as n from courriel where envoye_le is null')).rows[0]?.n ?? 0;

/** What the insurer's button does, and the minute that passes: everything is due, and looked for. */
async function tryAgain({ owner }: Ground): Promise<void> {
  await owner.query('update travail_en_peine set prochain_essai = now()');
  await owner.query('update courriel set prochain_essai = now() where envoye_le is null and pris_le is null');
  await owner.query(`select graphile_worker.add_job('courriels')`);
}

async function allSent(ground: Ground): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; (await waiting(ground)) > 0 && Date.now() < until; await sleep(1_000))
    await tryAgain(ground);
}

/** How often each mail written was received: never, or more than once. */
async function received({ owner }: Ground, { messages }: SmtpSink): Promise<{ written: number; never: number; twice: number }> {
  const { rows } = await owner.query<{ id: string }>('select message_id as id from courriel');
  const times = (id: string) => messages.filter(({ messageId }) => messageId === id).length;
  return {
    written: rows.length,
    never: rows.filter(({ id }) => times(id) === 0).length,
    twice: rows.filter(({ id }) => times(id) > 1).length,
  };
}

const told = ({ written, never, twice }: Awaited<ReturnType<typeof received>>): string =>
  `${written} mails written, ${never} never received, ${twice} received twice`;

async function stopped(...products: readonly Started[]): Promise<void> {
  for (const { child } of products) child.kill('SIGTERM');
  await Promise.all(products.map(({ child }) => ended(child)));
}

/** Fails, works, fails again, works again. */
export async function serverFails(ground: Ground, mode: Exclude<SmtpMode, 'accept'>): Promise<Constat> {
  const sink = await startSmtpSink();
  const product = await ground.start({ SMTP_URL: sink.url });
  await allSent(ground);
  for (let time = 0; time < 2; time += 1) {
    sink.mode = mode;
    for (let i = 0; i < 3; i += 1) await ground.demande();
    await tryAgain(ground);
    await sleep(TROUBLE_MS[mode]);
    sink.mode = 'accept';
    await allSent(ground);
  }
  const alive = product.child.exitCode === null;
  await stopped(product);
  const all = await received(ground, sink);
  await sink.close();
  await ground.owner.query('delete from courriel');
  return {
    what: `a mail server that ${{ refuse: 'refuses', cut: 'cuts', hang: 'hangs' }[mode]}, twice`,
    expected: 'every mail received, once',
    seen: told(all),
    held: alive && all.never === 0 && all.twice === 0 && all.written > 0,
  };
}

/** Two machines and one outbox. */
export async function twoSenders(ground: Ground): Promise<Constat> {
  const sink = await startSmtpSink();
  sink.slowness = () => 50;
  const products = [await ground.start({ SMTP_URL: sink.url }), await ground.start({ SMTP_URL: sink.url, PORT: '0' })];
  for (let i = 0; i < 20; i += 1) await ground.demande();
  for (let i = 0; i < 4; i += 1) await tryAgain(ground);
  await allSent(ground);
  await stopped(...products);
  const all = await received(ground, sink);
  await sink.close();
  await ground.owner.query('delete from courriel');
  return {
    what: 'two processes send the same outbox',
    expected: 'every mail received, once',
    seen: told(all),
    held: all.never === 0 && all.twice === 0,
  };
}

/** A sender stopped (SIGSTOP) for longer than its lease: another takes what it held, and it goes on afterwards. */
export async function senderStops(ground: Ground): Promise<Constat> {
  const sink = await startSmtpSink();
  sink.slowness = () => 400;
  const first = await ground.start({ SMTP_URL: sink.url });
  for (let i = 0; i < 15; i += 1) await ground.demande();
  await tryAgain(ground);
  while (sink.messages.length < 6) await sleep(20);
  first.child.kill('SIGSTOP');
  const second = await ground.start({ SMTP_URL: sink.url, PORT: '0' });
  await sleep(LEASE_MS);
  await allSent(ground);
  const left = await waiting(ground);
  first.child.kill('SIGCONT');
  await sleep(5_000);
  const alive = first.child.exitCode === null;
  await stopped(first, second);
  const all = await received(ground, sink);
  await sink.close();
  await ground.owner.query('delete from courriel');
  return {
    what: `a sender stopped (SIGSTOP) for ${LEASE_MS / 1_000} s in the middle of a backlog, a lease being 120 s; then awake again`,
    expected: `the other sends all that is left; every mail received; at most the ${IN_HAND} in its hands twice`,
    seen: `${left} left when it awoke; ${told(all)}`,
    held: alive && left === 0 && all.never === 0 && all.twice <= IN_HAND,
  };
}
