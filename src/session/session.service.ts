/** Signing in and out: who one is, and never more said than needed. */
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { remembered, type Notices } from '../kit/notices.js';
import type { Language } from '../kit/money.js';
import { journaliser, type Origine } from '../journal/journal.js';
import type { Acteur } from './acteur.js';
import type { Hasher } from './secret.js';
import { acteurParEmail, changerLangue, compterTentative, noterConnexion, trouverActeur } from './session.repository.js';

export type SessionService = ReturnType<typeof createSessionService>;

/** Rights are read again in every transaction that acts; a page may show those of a few seconds ago, never after a notice. */
const MEMOIRE_MS = 30_000;

export function createSessionService({ db, clock, hasher, notices }: { db: Database; clock: Clock; hasher: Hasher; notices: Notices }) {
  const acteurs = remembered<number, Acteur>(notices, 'droits', MEMOIRE_MS);
  return {
    /**
     * The person behind an address and a secret; undefined when either is wrong, when the person is suspended or must wait:
     * the same answer in the same time for all. Every attempt is counted before it is verified.
     */
    async connecter(email: string, secret: string, origine: Origine): Promise<Acteur | undefined> {
      const now = clock();
      const identifiant = await compterTentative(db, email.trim().toLowerCase(), now);
      const right = await hasher.verify(identifiant?.secret ?? null, secret);
      const admis = right && identifiant?.actif === true;
      if (identifiant) {
        const { id, secret: hash } = identifiant;
        if (admis) await noterConnexion(db, id, now, hash && hasher.needsRehash(hash) ? await hasher.hash(secret) : undefined);
        const acteur = admis ? await trouverActeur(db, id) : undefined;
        await db.systeme.transaction((tx) =>
          journaliser(tx, { acteur, compteId: identifiant.compte_id, origine, le: now }, [
            { acte: acteur ? 'connexion' : 'connexion_refusee', details: { identifiant: id } },
          ]),
        );
        return acteur;
      }
      return undefined;
    },

    /** The person of a session, with rights as they are now. */
    async acteur(identifiantId: number): Promise<Acteur | undefined> {
      const connu = acteurs.get(identifiantId);
      if (connu) return connu;
      const generation = acteurs.generation();
      const acteur = await trouverActeur(db, identifiantId);
      if (acteur) acteurs.set(identifiantId, acteur, generation);
      return acteur;
    },

    /** The person of an address, without any proof: demo mode only. */
    parEmail: (email: string): Promise<Acteur | undefined> => acteurParEmail(db, email),

    changerLangue: (acteur: Acteur, langue: Language): Promise<void> => changerLangue(db, acteur.identifiantId, langue),
  };
}
