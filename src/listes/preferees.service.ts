/** Searches that a person keeps under a name, and the one a list starts with. */
import type { Database } from '../kit/database.js';
import { conflit, introuvable } from '../kit/errors.js';
import { scopeOf, type Collaborateur } from '../droits/acteur.js';
import * as repository from './preferees.repository.js';
import type { Preferee } from './preferees.js';

/** As many as a person can find his way in. */
const MAX = 50;

export function createPrefereesService({ db }: { db: Database }) {
  return {
    toutes: (acteur: Collaborateur): Promise<Preferee[]> => db.read(scopeOf(acteur), (tx) => repository.list(tx, acteur)),

    enregistrer: (acteur: Collaborateur, preferee: Omit<Preferee, 'id'>): Promise<void> =>
      db.transaction(scopeOf(acteur), async (tx) => {
        if ((await repository.list(tx, acteur)).length >= MAX) throw conflit('listes.preferees.trop', { max: MAX });
        if (preferee.par_defaut) await repository.clearDefault(tx, acteur, preferee.liste);
        await repository.insert(tx, acteur, preferee);
      }),

    /** Makes a search the one its list starts with, or no longer; 404 when it is not this person's. */
    choisir: (acteur: Collaborateur, id: number, oui: boolean): Promise<void> =>
      db.transaction(scopeOf(acteur), async (tx) => {
        const preferee = (await repository.list(tx, acteur)).find((one) => one.id === id);
        if (!preferee) throw introuvable();
        if (oui) await repository.clearDefault(tx, acteur, preferee.liste);
        await repository.setDefault(tx, acteur, id, oui);
      }),

    /** Forgets a search; one already forgotten is no error. */
    supprimer: (acteur: Collaborateur, id: number): Promise<number> =>
      db.transaction(scopeOf(acteur), (tx) => repository.remove(tx, acteur, id)),

    /** The search that a list starts with. */
    depart: async (acteur: Collaborateur, liste: string): Promise<Preferee | undefined> =>
      (await db.read(scopeOf(acteur), (tx) => repository.list(tx, acteur))).find((one) => one.liste === liste && one.par_defaut),
  };
}
