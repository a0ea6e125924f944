/** Consulting the cautions. */
import type { Database } from '../kit/database.js';
import { introuvable } from '../kit/errors.js';
import type { Evenement } from '../journal/journal.js';
import { evenementLu } from '../journal/chronologie.sql.js';
import type { Criteres } from '../recherche/criteres.js';
import { scopeOf, type Collaborateur } from '../session/acteur.js';
import { page, totaux, toutes, consultee, type CautionVue, type LigneCaution } from './cautions.repository.js';

export type CautionsService = ReturnType<typeof createCautionsService>;

export function createCautionsService({ db }: { db: Database }) {
  return {
    /** One caution with its timeline; 404 when it is not in the person's account and perimeter. */
    async consulter(acteur: Collaborateur, numero: string): Promise<{ vue: CautionVue; evenements: Evenement[] }> {
      const [vue] = await db.rows<CautionVue>(scopeOf(acteur), consultee(acteur, numero));
      if (!vue) throw introuvable();
      return { vue, evenements: vue.evenements.map(evenementLu) };
    },
    rechercher: (acteur: Collaborateur, criteres: Criteres) =>
      db.read(scopeOf(acteur), async (tx) => {
        const [lignes, sommes] = await Promise.all([page(tx, acteur, criteres), totaux(tx, acteur, criteres)]);
        return { lignes, totaux: sommes };
      }),
    exporter: (acteur: Collaborateur, criteres: Criteres) => db.stream<LigneCaution>(scopeOf(acteur), toutes(acteur, criteres)),
  };
}
