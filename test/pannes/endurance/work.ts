/** What goes on beside the pages: requests that become sealed acts and mails, exports, imports, people who come in. */
import { setTimeout as sleep } from 'node:timers/promises';
import { client, type Client } from '../../setup/client.js';
import { classeur } from '../../collaborateurs/classeurs.js';
import { formOf } from '../dehors/flows.js';

export const PEOPLE = {
  owner: 'gerant@menuiserie-morel.example',
  writer: 'saisie@rhonebatir.example',
  reader: 'lecture@rhonebatir.example',
  administrator: 'admin@rhonebatir.example',
  adviser: 'conseil@assureur.example',
} as const;

export interface Work {
  readonly done: Readonly<Record<string, number>>;
  readonly errors: readonly string[];
  stop(): Promise<void>;
}

type Chore = (people: Readonly<Record<keyof typeof PEOPLE, Client>>) => Promise<{ readonly status: number }>;

/** A demande copied, submitted and validated by the only user of a small client: its caution is sealed and mailed. */
const issue: Chore = async ({ owner }) => {
  const [model = ''] = /D\d{2}-\d{7}/.exec((await owner.get('/demandes')).text) ?? [];
  const copied = await owner.raw(`/demandes/${model}/duplication`, await formOf(owner, `/demandes/${model}`));
  const page = copied.headers.location ?? '';
  const submitted = await owner.raw(`${page}/soumission`, await formOf(owner, page));
  if (submitted.status !== 303) return submitted;
  return owner.raw(`${page}/validation`, await formOf(owner, page));
};

const lines = Array.from({ length: 300 }, (_, i) => [
  `p${i}@rhonebatir.example`,
  'Zoé',
  'Petit',
  'fr',
  'Saisisseur',
  'Groupe Rhône Bâtir',
  'oui',
  '',
]);

/** Each by itself, again and again: what is done, and how long after the last (ms). */
const CHORES: Readonly<Record<string, { readonly every: number; readonly chore: Chore }>> = {
  'acts asked for': { every: 3_000, chore: issue },
  'workbooks exported': { every: 10_000, chore: ({ reader }) => reader.bytes('/cautions/export.xlsx') },
  'encours printed': { every: 20_000, chore: ({ reader }) => reader.bytes('/encours/export.pdf') },
  'workbooks of 300 people read': {
    every: 15_000,
    chore: async ({ administrator }) =>
      administrator.upload('/parametrage/collaborateurs/import', 'fichier', [['personnes.xlsx', await classeur(lines)]]),
  },
};

export async function startWork(url: string): Promise<Work> {
  const entries = await Promise.all(Object.entries(PEOPLE).map(async ([name, email]) => [name, await client(url, email)] as const));
  const people = Object.fromEntries(entries) as Record<keyof typeof PEOPLE, Client>;
  const done: Record<string, number> = {};
  const errors: string[] = [];
  const over = new AbortController();

  async function repeat(name: string, every: number, chore: Chore): Promise<void> {
    while (!over.signal.aborted) {
      const status = await chore(people).then(
        (answer) => answer.status,
        (error: unknown) => String(error),
      );
      if (typeof status === 'string' || status >= 500) errors.push(`${name}: ${status}`);
      const key = typeof status === 'number' && status < 400 ? name : `${name}, answered ${status}`;
      done[key] = (done[key] ?? 0) + 1;
      await sleep(every, undefined, { signal: over.signal }).catch(() => undefined);
    }
  }
  const all = Object.entries(CHORES).map(([name, { every, chore }]) => repeat(name, every, chore));
  return {
    done,
    errors,
    async stop() {
      over.abort();
      await Promise.all(all);
    },
  };
}
