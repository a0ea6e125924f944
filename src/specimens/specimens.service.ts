/** The texts one may choose, and their content. */
import { introuvable } from '../kit/errors.js';
import type { Database } from '../kit/database.js';
import { today, type Clock } from '../kit/dates.js';
import { findContenu, list } from './specimens.repository.js';
import type { TexteResume, TexteVersion } from './texte.js';

export type SpecimensService = ReturnType<typeof createSpecimensService>;

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
}

export function createSpecimensService({ db, clock }: Deps) {
  /** The wording of a version never changes once written: it is kept in the process. */
  const contenus = new Map<number, TexteVersion>();
  return {
    /** Texts in force today, of one insurer, that something may be issued with. */
    async enVigueur(garantId: number): Promise<TexteResume[]> {
      const jour = today(clock);
      return (await list(db, garantId)).filter(
        (texte) => texte.en_vigueur_du <= jour && (texte.en_vigueur_au === null || jour <= texte.en_vigueur_au) && texte.admis,
      );
    },
    list: (garantId: number): Promise<TexteResume[]> => list(db, garantId),

    /** The content of a version, whatever its date. */
    async texte(id: number): Promise<TexteVersion> {
      const connu = contenus.get(id);
      if (connu) return connu;
      const contenu = await findContenu(db, id);
      if (!contenu) throw introuvable();
      contenus.set(id, contenu);
      return contenu;
    },
  };
}
