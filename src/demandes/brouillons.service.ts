/** The drafts of one person: saved while he types, found again from any machine, gone when they are demandes. */
import { randomUUID } from 'node:crypto';
import { sql, type Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { scopeOf, type Collaborateur } from '../droits/acteur.js';
import { JOURS, MAX_SAISIE, type Brouillon, type Feuille, type Garde } from './brouillon.js';
import * as repository from './brouillons.repository.js';

const JOUR_MS = 86_400_000;
/** Days that the number of a demande is told to a page left open on its draft. */
const JOURS_DEVENU = 2;

export type BrouillonsService = ReturnType<typeof createBrouillonsService>;

export function createBrouillonsService({ db, clock }: { db: Database; clock: Clock }) {
  return {
    /** Of this person; undefined when there is none, or it is somebody else's. */
    find: (acteur: Collaborateur, id: string): Promise<Brouillon | undefined> =>
      db.read(scopeOf(acteur), (tx) => repository.find(tx, acteur, id)),

    /** Those that are not demandes yet, the latest first; `demandeId`: of the changes to that demande. */
    list: (acteur: Collaborateur, demandeId?: number): Promise<Brouillon[]> =>
      db.read(scopeOf(acteur), (tx) => repository.list(tx, acteur, demandeId)),

    /**
     * Saves what a page holds. Where the same draft went on from another page, both are kept: this one under an id of its own.
     * Undefined when it is longer than any demande.
     */
    async save(acteur: Collaborateur, feuille: Feuille, saisie: repository.Saisie): Promise<Garde | undefined> {
      if (JSON.stringify(saisie.saisie).length > MAX_SAISIE) return undefined;
      return db.transaction(scopeOf(acteur), async (tx): Promise<Garde> => {
        const rang = await repository.save(tx, acteur, feuille, saisie, clock());
        if (rang !== undefined) {
          if (rang === 1) await repository.trim(tx, acteur);
          return { issue: 'garde', id: feuille.id, rang, ailleurs: false };
        }
        const present = await repository.find(tx, acteur, feuille.id);
        if (present?.numero) return { issue: 'enregistree', numero: present.numero };
        const id = randomUUID();
        await repository.save(tx, acteur, { ...feuille, id, rang: 0 }, saisie, clock());
        await repository.trim(tx, acteur);
        return { issue: 'garde', id, rang: 1, ailleurs: true };
      });
    },

    /** Given up by its person: true when there was one. */
    abandonner: (acteur: Collaborateur, id: string): Promise<boolean> =>
      db.transaction(scopeOf(acteur), async (tx) => (await repository.remove(tx, acteur, id)) === 1),

    /** The night: what nobody has typed in for a month, and what became a demande. */
    async purger(): Promise<void> {
      const avant = (jours: number) => new Date(clock().getTime() - jours * JOUR_MS);
      await db.systeme.rows(sql`
        delete from brouillon where modifie_le < ${avant(JOURS)} or (numero is not null and modifie_le < ${avant(JOURS_DEVENU)})`);
    },
  };
}
