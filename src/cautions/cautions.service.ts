/** Consulting the cautions. */
import type { Database } from '../kit/database.js';
import { today, type Clock } from '../kit/dates.js';
import { introuvable } from '../kit/errors.js';
import type { TexteDeRegles } from '../specimens/coherence.js';
import { evenementLu, type Evenement } from '../journal/journal.js';
import { scopeOf, type Collaborateur } from '../droits/acteur.js';
import { selectCaution, find } from './cautions.sql.js';
import type { CautionVue } from './caution.js';
import type { Resultat } from './controle.js';
import { recontroler } from './recontrole.sql.js';

export type CautionsService = ReturnType<typeof createCautionsService>;

export function createCautionsService({ db, clock }: { db: Database; clock: Clock }) {
  return {
    /** The same without its timeline, in the transaction of whoever acts on it; undefined when not seen. */
    find,

    /** One caution with its timeline; 404 when it is not in the person's account and perimeter. */
    async consulter(acteur: Collaborateur, numero: string): Promise<{ vue: CautionVue; evenements: Evenement[] }> {
      const [vue] = await db.rows<CautionVue>(scopeOf(acteur), selectCaution(acteur, numero));
      if (!vue) throw introuvable();
      return { vue, evenements: vue.evenements.map(evenementLu) };
    },

    /** What the rules say now of one that waits: some of its reasons may be gone. */
    recontroler: (acteur: Collaborateur, vue: CautionVue, texte: TexteDeRegles): Promise<Resultat[]> =>
      db.read(scopeOf(acteur), (tx) => recontroler(tx, vue, texte, today(clock))),
  };
}
