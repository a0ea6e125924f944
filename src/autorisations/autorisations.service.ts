/** What may be asked, and how much room is left. */
import type { Database } from '../kit/database.js';
import { today, type Clock } from '../kit/dates.js';
import { scopeOf, type Collaborateur } from '../droits/acteur.js';
import { findAutorisation, listAutorisations } from './autorisations.repository.js';
import type { AutorisationRow } from './autorisation.js';

export type AutorisationsService = ReturnType<typeof createAutorisationsService>;

export function createAutorisationsService({ db, clock }: { db: Database; clock: Clock }) {
  return {
    /** The authorisation that would serve a demande; undefined when none does. */
    pour: (acteur: Collaborateur, choix: { entiteId: number; produit: string; typeCredit: string }): Promise<AutorisationRow | undefined> =>
      db.read(scopeOf(acteur), (tx) => findAutorisation(tx, choix, today(clock))),

    /** Those that serve the person's perimeter, largest first. */
    duPerimetre: (acteur: Collaborateur): Promise<AutorisationRow[]> =>
      db.read(scopeOf(acteur), (tx) =>
        listAutorisations(tx, acteur.compteId, acteur.perimetre.tout ? undefined : acteur.perimetre.entites, today(clock)),
      ),
  };
}
