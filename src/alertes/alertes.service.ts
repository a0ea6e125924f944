/** How people hear of each situation. */
import { scopeOf, type Collaborateur } from '../droits/acteur.js';
import type { Database } from '../kit/database.js';
import type { Item } from '../travaux/travail.js';
import { completer, type Abonnement } from './alertes.js';
import { listAbonnements, listAbonnes, replaceAbonnements } from './alertes.repository.js';

export type AlertesService = ReturnType<typeof createAlertesService>;

export function createAlertesService({ db }: { db: Database }) {
  return {
    /** One a situation, as usual where nothing was chosen. */
    abonnements: (acteur: Collaborateur): Promise<Abonnement[]> =>
      db.read(scopeOf(acteur), async (tx) => completer(await listAbonnements(tx, acteur.id))),

    sAbonner: (acteur: Collaborateur, abonnements: readonly Abonnement[]): Promise<void> =>
      db.transaction(scopeOf(acteur), (tx) => replaceAbonnements(tx, acteur, abonnements)),

    /** The people of the summary of a day, by the identifier of their sign-in. */
    auResume: (lundi: boolean): Promise<Item[]> => listAbonnes(db, lundi),
  };
}
