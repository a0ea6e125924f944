/** People at work while an accident happens: what they were answered, what they were told was done. */
import { setTimeout as sleep } from 'node:timers/promises';
import { client } from '../../setup/client.js';
import { formOf } from './flows.js';
import type { Ground } from './ground.js';

export interface Traffic {
  /** How many answers, by status; 0 is none at all. */
  readonly answers: ReadonlyMap<number, number>;
  /** How many demandes were said to be submitted. */
  readonly acknowledged: () => number;
  stop(): Promise<void>;
  /** Of those that were said to be submitted, how many are not. */
  lost(): Promise<number>;
}

const PAGES = ['/', '/demandes', '/cautions', '/encours', '/demandes?q=essai'];
const READERS = 4;
const BREATH_MS = 20;

export async function startTraffic(ground: Ground, url: string): Promise<Traffic> {
  const { maison, owner } = ground;
  const model = await ground.demande(false);
  const [reader, writer] = [await client(url, maison.marc.email), await client(url, maison.ines.email)];
  const answers = new Map<number, number>();
  const submitted: string[] = [];
  let over = false;
  const count = (status: number) => answers.set(status, (answers.get(status) ?? 0) + 1);
  const asked = async <T extends { status: number }>(work: Promise<T>): Promise<T | undefined> => {
    const answer = await work.catch(() => undefined);
    count(answer?.status ?? 0);
    return answer;
  };

  async function read(first: number): Promise<void> {
    for (let i = first; !over; i += 1, await sleep(BREATH_MS)) await asked(reader.get(PAGES[i % PAGES.length] ?? '/'));
  }
  /** A form of a page, where the page is shown. */
  async function send(page: string, geste: string) {
    const body = await formOf(writer, page).catch(() => undefined);
    return body === undefined ? undefined : asked(writer.raw(`${page}/${geste}`, body));
  }
  async function write(): Promise<void> {
    for (; !over; await sleep(BREATH_MS)) {
      const copy = await send(`/demandes/${model}`, 'duplication');
      const numero = /D\d{2}-\d{7}/.exec(copy?.headers.location ?? '')?.[0];
      if (numero === undefined) continue;
      const answer = await send(`/demandes/${numero}`, 'soumission');
      if (answer?.status === 303) submitted.push(numero);
    }
  }
  const all = [...Array.from({ length: READERS }, (_, i) => read(i)), write()];
  return {
    answers,
    acknowledged: () => submitted.length,
    async stop() {
      over = true;
      await Promise.all(all);
    },
    async lost() {
      const { rows } = await owner.query<{ n: number }>(
        `select count(*)::int as n from demande where numero = any ($1) and etat = 'a_valider' and soumise_le is not null`,
        [submitted],
      );
      return submitted.length - (rows[0]?.n ?? 0);
    },
  };
}

/** Statuses and how many of each, in a few words. */
export const summary = (answers: ReadonlyMap<number, number>): string =>
  [...answers]
    .sort(([a], [b]) => a - b)
    .map(([status, n]) => `${n} × ${status === 0 ? 'no answer' : status}`)
    .join(', ');
