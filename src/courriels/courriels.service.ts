/** Sends what the outbox holds: none lost, none sent twice by us, retried with back-off. */
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import type { Mailer } from '../kit/mail.js';
import type { TravauxService } from '../travaux/travaux.service.js';
import { find, listLatest } from './courriels.repository.js';
import type { CourrielEnregistre } from './courriel.js';
import { createEnvoi } from './envoi.service.js';
import { createRendu, type CourrielRendu, type Rendu } from './rendu.js';

interface Deps extends Rendu {
  readonly db: Database;
  readonly clock: Clock;
  /** Undefined in demo mode without a server: messages are read at /demo/courriels. */
  readonly mailer: Mailer | undefined;
  readonly travaux: TravauxService;
  /** How many leave at once. */
  readonly mains: number;
  /** How long a message is held by a sender that died (ms). */
  readonly bailMs?: number;
}

export function createCourrielsService({ db, clock, mailer, travaux, mains, bailMs, ...rendu }: Deps) {
  const rendre = createRendu(rendu);

  const envoi = createEnvoi({ db, clock, mailer, rendre, mains, bailMs });

  function lisible(row: CourrielEnregistre): (CourrielEnregistre & CourrielRendu)[] {
    try {
      return [{ ...row, ...rendre(row) }];
    } catch {
      return [];
    }
  }

  return {
    rendre,

    envoi,
    /** Sends everything due, each message alone, and waits for the last; answers how many left. */
    envoyer: (): Promise<number> => travaux.vider(envoi),

    /** The latest messages, rendered: demo mode's mailbox. One without words is shown where it is kept aside. */
    async listLatest(limite: number) {
      const rows = await db.systeme.read((tx) => listLatest(tx, limite));
      return rows.flatMap(lisible);
    },

    async find(id: number) {
      const row = await db.systeme.read((tx) => find(tx, id));
      return row && { ...row, ...rendre(row) };
    },
  };
}
