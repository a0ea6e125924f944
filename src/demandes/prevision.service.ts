/** What would become of a demande that is being written. Writes nothing. */
import { semblables, type Voisine } from '../cautions/doublons.js';
import type { Prevision } from '../cautions/prevision.js';
import { scopeOf, type Collaborateur } from '../droits/acteur.js';
import type { Database } from '../kit/database.js';
import { today, type Clock } from '../kit/dates.js';
import { introuvable } from '../kit/errors.js';
import type { LectureValeurs } from '../specimens/variables.js';
import { selectAlentours } from './prevision.repository.js';
import { enDemande, inconnues, presager, type Alentours } from './prevision.js';
import type { Cadre } from './saisie.js';

export function createPrevoir({ db, clock }: { readonly db: Database; readonly clock: Clock }) {
  return {
    /**
     * What would become of a demande as it is typed so far, by the rules of the automatic control, and what already asks for the same
     * act; `id`: of the demande that is changed, which is not its own double.
     */
    async prevoir(
      acteur: Collaborateur,
      { autorisation, texte, choix }: Cadre,
      { valeurs, manquants }: Pick<LectureValeurs, 'valeurs' | 'manquants'>,
      id = 0,
    ): Promise<{ readonly prevision: Prevision; readonly jumelles: readonly Voisine[] }> {
      const jour = today(clock);
      const { devise } = autorisation;
      const contenu = { ...choix, autorisationId: autorisation.id, valeurs };
      const [autour] = await db.rows<Alentours>(scopeOf(acteur), selectAlentours(acteur, contenu, id, jour));
      if (!autour?.faits) throw introuvable();
      const tues = inconnues(texte, valeurs, devise, manquants, jour);
      const prevision = presager(enDemande(texte, valeurs, devise), autorisation, autour.faits, jour, tues);
      return { prevision, jumelles: tues.has('doublon') ? [] : semblables(valeurs, autour.jumelles) };
    },
  };
}
