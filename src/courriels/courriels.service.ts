/** Sends what the outbox holds: none lost, none sent twice by us, retried with back-off. */
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import type { Mailer } from '../kit/mail.js';
import type { Travail } from '../travaux/travail.js';
import type { TravauxService } from '../travaux/travaux.service.js';
import { listDue, listLatest, markFailed, markSent, take, find } from './courriels.repository.js';
import type { CourrielEnregistre } from './courriel.js';
import { createRendu, type CourrielRendu, type Rendu } from './rendu.js';

const LOT = 20;

interface Deps extends Rendu {
  readonly db: Database;
  readonly clock: Clock;
  /** Undefined in demo mode without a server: messages are read at /demo/courriels. */
  readonly mailer: Mailer | undefined;
  readonly travaux: TravauxService;
}

export type CourrielsService = ReturnType<typeof createCourrielsService>;

export function createCourrielsService({ db, clock, mailer, travaux, ...rendu }: Deps) {
  const rendre = createRendu(rendu);

  async function envoyer(id: number): Promise<void> {
    const courriel = await take(db, id, clock());
    if (!courriel) return;
    try {
      const { sujet, texte, html } = rendre(courriel);
      await mailer?.send({ to: courriel.destinataire, subject: sujet, text: texte, html, messageId: courriel.message_id });
    } catch (error) {
      await markFailed(db, id, clock(), String(error));
      throw error;
    }
    await markSent(db, id, clock());
  }

  const envoi: Travail = {
    nature: 'courriel',
    aFaire: () => listDue(db, clock(), LOT),
    faire: ({ cle }) => envoyer(Number(cle)),
  };

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
    /** Sends everything due, each message alone; answers how many left. */
    envoyer: (): Promise<number> => travaux.executer(envoi),

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
