/** What could not be done outside requests: the insurer asks for another try at once. */
import type { Agent, Origine } from '../droits/acteur.js';
import { createConsigner } from '../journal/consigner.js';
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { introuvable } from '../kit/errors.js';
import { updateProchainEssai, type Reprise } from './reprises.repository.js';

/** Whatever the item is of, one of these takes it up. */
const CADENCES = ['courriels', 'actes', 'reprises'] as const;

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly reveiller: (travail: (typeof CADENCES)[number]) => void;
}

export function createReprisesService({ db, clock, reveiller }: Deps) {
  const consigner = createConsigner({ clock });
  return {
    /** Answers what is tried; 404 when nothing of this id is in the insurer's sight. */
    reessayer: (agent: Agent, id: number, origine: Origine): Promise<Reprise> =>
      db.transaction({ garant: agent.garantId }, async (tx) => {
        const repris = await updateProchainEssai(tx, id, clock());
        if (!repris) throw introuvable();
        const { nature, nom, compte_id: compteId } = repris;
        const details = { nature, nom };
        await consigner(tx, [{ acteur: agent, compteId, origine, acte: 'travail_reessayer', sujet: 'travail', sujetId: id, details }]);
        tx.afterCommit(() => CADENCES.forEach(reveiller));
        return repris;
      }),
  };
}
