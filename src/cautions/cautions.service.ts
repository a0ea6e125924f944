/** Consulting the cautions. */
import type { Database } from '../kit/database.js';
import { introuvable } from '../kit/errors.js';
import { chronologieDe, type Evenement } from '../journal/journal.js';
import { scopeOf, type Collaborateur } from '../session/acteur.js';
import { trouver, type CautionVue } from './cautions.repository.js';

export type CautionsService = ReturnType<typeof createCautionsService>;

export function createCautionsService({ db }: { db: Database }) {
  return {
    /** One caution with its timeline; 404 when it is not in the person's account and perimeter. */
    async consulter(acteur: Collaborateur, numero: string): Promise<{ vue: CautionVue; evenements: Evenement[] }> {
      const { vue, evenements } = await db.read(scopeOf(acteur), async (tx) => {
        const vue = await trouver(tx, acteur, numero);
        return {
          vue,
          evenements: vue
            ? await chronologieDe(tx, [
                ['caution', vue.id],
                ['demande', vue.demande_id],
              ])
            : [],
        };
      });
      if (!vue) throw introuvable();
      return { vue, evenements };
    },
  };
}
