/** What the product measures of itself, for Prometheus. */
import client from 'prom-client';
import { sql, type Database } from '../kit/database.js';
import { PRIORITES, type Priorite } from '../courriels/modele.js';
import type { Clock } from '../kit/dates.js';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export type Metrics = ReturnType<typeof createMetrics>;

/** Of the process: its memory, the delay of its event loop (nodejs_eventloop_lag_*). Watched once, since nothing stops that watch. */
let ofProcess: client.Registry | undefined;

function processRegistry(): client.Registry {
  if (ofProcess) return ofProcess;
  ofProcess = new client.Registry();
  client.collectDefaultMetrics({ register: ofProcess });
  return ofProcess;
}

export function createMetrics() {
  const registry = new client.Registry();
  const process = processRegistry();
  const registers = [registry];
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) =>
    new client.Gauge({ name, help, labelNames: [...labelNames], registers });
  const answers = new client.Histogram({
    name: 'cautionet_requete_secondes',
    help: 'Time to answer',
    labelNames: ['method', 'status'],
    buckets: SECONDS,
    registers,
  });
  const statements = new client.Histogram({
    name: 'cautionet_instruction_secondes',
    help: 'Time of a statement, its wait for its turn on the connection included',
    buckets: SECONDS,
    registers,
  });
  const pool = gauge('cautionet_connexions', 'Connections to the database', ['pool', 'etat']);
  const unsent = gauge('cautionet_courriels_en_attente', 'Messages of the outbox not yet sent');
  const oldest = gauge('cautionet_courriel_age_secondes', 'Age of the oldest message not yet sent, by priority; 0 when all are', [
    'priorite',
  ]);
  const queue = gauge('cautionet_file_travaux', 'Jobs that wait, by task', ['tache']);
  const aside = gauge('cautionet_travaux_en_peine', 'Items of work kept aside, by nature', ['nature']);

  return {
    /** Starts the watch of a request; called with its status once it is answered. */
    request: (method: string) => {
      const stop = answers.startTimer({ method });
      return (status: number) => void stop({ status });
    },
    statement: (ms: number) => statements.observe(ms / 1_000),

    /** All figures as they are now, in the text form of Prometheus. */
    async read({ pools, systeme }: Database, clock: Clock): Promise<{ readonly type: string; readonly text: string }> {
      for (const [name, { totalCount, idleCount, waitingCount }] of Object.entries(pools))
        for (const [etat, count] of Object.entries({ ouvertes: totalCount, libres: idleCount, attendues: waitingCount }))
          pool.set({ pool: name, etat }, count);
      const [mails] = await systeme.rows<{ n: number }>(sql`select count(*)::int as n from courriel where envoye_le is null`);
      unsent.set(mails?.n ?? 0);
      for (const { priorite, premier } of await oldestMails(systeme))
        oldest.set({ priorite }, premier ? Math.max(0, (clock().getTime() - premier.getTime()) / 1_000) : 0);
      const kept = await systeme.rows<{ nature: string; n: number }>(
        sql`select nature, count(*)::int as n from travail_en_peine group by nature`,
      );
      aside.reset();
      for (const { nature, n } of kept) aside.set({ nature }, n);
      queue.reset();
      for (const { tache, n } of await jobsWaiting(systeme)) queue.set({ tache }, n);
      const all = client.Registry.merge([process, registry]);
      return { type: all.contentType, text: await all.metrics() };
    },
  };
}

/** Found by their index (migration 0070), however many wait. */
const oldestMails = (systeme: Database['systeme']): Promise<{ priorite: Priorite; premier: Date | null }[]> =>
  systeme.rows(sql`
    select p.nom as priorite, (select cree_le from courriel where envoye_le is null and priorite = p.rang - 1 order by cree_le limit 1) as premier
    from unnest(${[...PRIORITES]}::text[]) with ordinality as p (nom, rang)`);

/** Jobs of the queue by task; the queue's tables are the owner's, read through a function (migration 0024). */
const jobsWaiting = (systeme: Database['systeme']): Promise<{ tache: string; n: number }[]> =>
  systeme.rows(sql`select tache, n from travaux_en_file()`);
