/** The home page: what asks for an action, what room is left, what is outstanding. One statement. */
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import type { Collaborateur } from '../droits/acteur.js';
import { readAccueil, type Accueil } from './accueil.repository.js';

export type AccueilService = ReturnType<typeof createAccueilService>;

export function createAccueilService({ db, clock }: { db: Database; clock: Clock }) {
  return {
    async read(acteur: Collaborateur): Promise<Accueil & { readonly maintenant: Date }> {
      const maintenant = clock();
      return { ...(await readAccueil(db, acteur, maintenant)), maintenant };
    },
  };
}
