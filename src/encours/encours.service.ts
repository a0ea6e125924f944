/** The outstanding of a perimeter. */
import type { Database } from '../kit/database.js';
import type { Criteres } from '../recherche/criteres.js';
import { scopeOf, type Collaborateur } from '../session/acteur.js';
import { encours } from './encours.repository.js';
import type { Partage } from './encours.js';

export type EncoursService = ReturnType<typeof createEncoursService>;

export function createEncoursService({ db }: { db: Database }) {
  return {
    /** Lines of the outstanding, gathered by `par`, in no order. */
    lire: (acteur: Collaborateur, criteres: Pick<Criteres, 'entites' | 'produit' | 'typeCredit'>, par: Partage) =>
      db.read(scopeOf(acteur), (tx) => encours(tx, acteur, criteres, par)),
  };
}
