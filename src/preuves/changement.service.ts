/** A change of one's own access: journaled, and told by mail where it matters to its owner. */
import { chemins } from '../chemins.js';
import type { Database, Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { createConsigner } from '../journal/consigner.js';
import type { Acteur, Origine } from '../droits/acteur.js';

type Avis = 'facteur_ajoute' | 'facteur_retire' | 'questions_changees';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly reveiller: (travail: 'courriels') => void;
}

export type Changer = ReturnType<typeof createChanger>;

export function createChanger({ db, clock, reveiller }: Deps) {
  const consigner = createConsigner({ clock, reveiller });

  /** Acts, writes it in the journal and, where it matters to her, to its owner. */
  return <T>(acteur: Acteur, origine: Origine, acte: string, avis: Avis | undefined, work: (tx: Tx) => Promise<[T, object]>): Promise<T> =>
    db.systeme.transaction(async (tx) => {
      const [result, details] = await work(tx);
      const { identifiantId, email, langue } = acteur;
      const message = avis && {
        evenement: `${acte}:${identifiantId}:${clock().getTime()}`,
        destinataire: email,
        langue,
        gabarit: avis,
        donnees: { chemin: chemins.profilSecurite() },
      };
      await consigner(tx, [
        { acteur, origine, acte, sujet: 'identifiant', sujetId: identifiantId, details: { ...details }, courriels: message && [message] },
      ]);
      return result;
    });
}
