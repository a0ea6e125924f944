/** The entities one works on. */
import type { Database } from '../kit/database.js';
import { scopeOf, type Collaborateur } from '../session/acteur.js';
import { entitesDe, entitesNommees, type EntiteResume } from './organisation.repository.js';

/** Above that many entities a list is searched by name instead of ticked. */
const COCHABLES = 100;

/** The entities a search bar offers; `trop`: only those already chosen, the others are found by name. */
export interface EntitesDeRecherche {
  readonly entites: readonly EntiteResume[];
  readonly trop: boolean;
}

export type OrganisationService = ReturnType<typeof createOrganisationService>;

export function createOrganisationService({ db }: { db: Database }) {
  const perimetre = ({ perimetre: { tout, entites } }: Collaborateur) => (tout ? undefined : entites);
  return {
    /** What the search bar of a list offers. */
    pourRecherche: (acteur: Collaborateur, choisies: readonly number[]): Promise<EntitesDeRecherche> =>
      db.read(scopeOf(acteur), async (tx) => {
        const entites = await entitesDe(tx, acteur.compteId, perimetre(acteur), COCHABLES + 1);
        if (entites.length <= COCHABLES) return { entites, trop: false };
        return { entites: choisies.length > 0 ? await entitesNommees(tx, acteur.compteId, choisies) : [], trop: true };
      }),

    /** The entities of the person's perimeter, in the order of the tree. */
    entites: (acteur: Collaborateur): Promise<EntiteResume[]> =>
      db.read(scopeOf(acteur), (tx) => entitesDe(tx, acteur.compteId, perimetre(acteur))),
  };
}
