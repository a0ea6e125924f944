/** The entities one works on. */
import type { Database, Tx } from '../kit/database.js';
import { remembered, type Notices } from '../kit/notices.js';
import { dansPerimetre, scopeOf, type Collaborateur } from '../droits/acteur.js';
import { list, listById } from './organisation.repository.js';
import { type EntiteResume, type EntitesDeRecherche } from './organisation.js';

/** Above that many entities a list is searched by name instead of ticked. */
const COCHABLES = 100;

export type OrganisationService = ReturnType<typeof createOrganisationService>;

/** Organisations change rarely, and a notice says when they do. Were it lost, names would be old for a minute, never a perimeter. */
const MEMOIRE_MS = 60_000;

export function createOrganisationService({ db, notices }: { db: Database; notices: Notices }) {
  const offertes = remembered<string, EntiteResume[]>(notices, 'droits', MEMOIRE_MS, 500);
  const perimetre = ({ perimetre: { tout, entites } }: Collaborateur) => (tout ? undefined : entites);
  /** The first entities of a perimeter, one more than can be ticked: remembered under that perimeter, so that another is never shown them. */
  async function premieres(tx: Tx, acteur: Collaborateur): Promise<EntiteResume[]> {
    const cle = `${acteur.compteId} ${perimetre(acteur)?.join() ?? '*'}`;
    const connues = offertes.get(cle);
    if (connues) return connues;
    const generation = offertes.generation();
    const entites = await list(tx, acteur.compteId, perimetre(acteur), COCHABLES + 1);
    offertes.set(cle, entites, generation);
    return entites;
  }

  return {
    /** What a search bar offers; `tx`: read in the transaction of its list. */
    pourRecherche(acteur: Collaborateur, choisies: readonly number[], tx?: Tx): Promise<EntitesDeRecherche> {
      const lire = async (dans: Tx) => {
        const entites = await premieres(dans, acteur);
        if (entites.length <= COCHABLES) return { entites, trop: false };
        return { entites: choisies.length > 0 ? await listById(dans, acteur.compteId, choisies) : [], trop: true };
      };
      return tx ? lire(tx) : db.read(scopeOf(acteur), lire);
    },

    /** An entity of the account, in the person's perimeter. */
    connait: async (acteur: Collaborateur, id: number): Promise<boolean> =>
      dansPerimetre(acteur, id) && (await db.read(scopeOf(acteur), (tx) => listById(tx, acteur.compteId, [id]))).length > 0,

    /** The entities of the person's perimeter, in the order of the tree. */
    entites: (acteur: Collaborateur): Promise<EntiteResume[]> =>
      db.read(scopeOf(acteur), (tx) => list(tx, acteur.compteId, perimetre(acteur))),
  };
}
