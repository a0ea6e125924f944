/** Who is signed in, with rights as they are now. */
import type { Database } from '../kit/database.js';
import type { Language } from '../kit/money.js';
import type { Acteur } from './acteur.js';
import { findActeurByEmail, updateLangue, findActeur } from './droits.repository.js';

export type DroitsService = ReturnType<typeof createDroitsService>;

export function createDroitsService({ db }: { db: Database }) {
  return {
    /** The person of a session, with rights as they are now: read for each request, since nothing remembered is ever as true. */
    acteur: (identifiantId: number): Promise<Acteur | undefined> => findActeur(db, identifiantId),

    /** The person of an address, without any proof: demo mode only. */
    parEmail: (email: string): Promise<Acteur | undefined> => findActeurByEmail(db, email),

    changerLangue: (acteur: Acteur, langue: Language): Promise<void> => updateLangue(db, acteur.identifiantId, langue),
  };
}
