/** Who is signed in, with rights as they are now. */
import type { Database } from '../kit/database.js';
import { remembered, type Notices } from '../kit/notices.js';
import type { Language } from '../kit/money.js';
import type { Acteur } from './acteur.js';
import { findActeurByEmail, updateLangue, findActeur } from './droits.repository.js';

export type DroitsService = ReturnType<typeof createDroitsService>;

/** Rights are read again in every transaction that acts; a page may show those of a few seconds ago, never after a notice. */
const MEMOIRE_MS = 30_000;

export function createDroitsService({ db, notices }: { db: Database; notices: Notices }) {
  const acteurs = remembered<number, Acteur>(notices, 'droits', MEMOIRE_MS);
  return {
    /** The person of a session, with rights as they are now. */
    async acteur(identifiantId: number): Promise<Acteur | undefined> {
      const connu = acteurs.get(identifiantId);
      if (connu) return connu;
      const generation = acteurs.generation();
      const acteur = await findActeur(db, identifiantId);
      if (acteur) acteurs.set(identifiantId, acteur, generation);
      return acteur;
    },

    /** The same, read again: for whoever writes down who acted. */
    relire: (identifiantId: number): Promise<Acteur | undefined> => findActeur(db, identifiantId),

    /** The person of an address, without any proof: demo mode only. */
    parEmail: (email: string): Promise<Acteur | undefined> => findActeurByEmail(db, email),

    changerLangue: (acteur: Acteur, langue: Language): Promise<void> => updateLangue(db, acteur.identifiantId, langue),
  };
}
