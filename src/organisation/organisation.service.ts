/** The entities one works on. */
import type { Database } from '../kit/database.js';
import { scopeOf, type Collaborateur } from '../session/acteur.js';
import { entitesDe, type EntiteResume } from './organisation.repository.js';

export type OrganisationService = ReturnType<typeof createOrganisationService>;

export function createOrganisationService({ db }: { db: Database }) {
  return {
    /** The entities of the person's perimeter, in the order of the tree. */
    entites: (acteur: Collaborateur): Promise<EntiteResume[]> =>
      db.read(scopeOf(acteur), (tx) => entitesDe(tx, acteur.compteId, acteur.perimetre.tout ? undefined : acteur.perimetre.entites)),
  };
}
