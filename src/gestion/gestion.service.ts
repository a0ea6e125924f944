/** The insurer's first queue: cautions that wait for a decision, the agent's own clients first. */
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import type { Agent } from '../session/acteur.js';
import { seuilsDe } from './gestion.js';
import { enAttente, totauxEnAttente, type CautionEnAttente, type TotalEnAttente } from './gestion.repository.js';

/** More than a day's work of anyone: the totals count the rest. */
const LIMITE = 100;

export interface FileDAttente {
  readonly cautions: readonly CautionEnAttente[];
  /** Of the whole queue, by currency. */
  readonly totaux: readonly TotalEnAttente[];
  readonly maintenant: Date;
}

export type GestionService = ReturnType<typeof createGestionService>;

export function createGestionService({ db, clock }: { db: Database; clock: Clock }) {
  return {
    /** Pending cautions of the insurer's accounts, and the totals of all of them as their deadlines stand now. */
    enAttente(agent: Agent): Promise<FileDAttente> {
      const maintenant = clock();
      return db.read({ garant: agent.garantId }, async (tx) => ({
        cautions: await enAttente(tx, agent.id, LIMITE),
        totaux: await totauxEnAttente(tx, seuilsDe(maintenant)),
        maintenant,
      }));
    },
  };
}
