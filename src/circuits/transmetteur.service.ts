/** The one person of an account who transmits, where it has one. Owns the transactions. */
import { scopeOf, type Collaborateur, type Origine } from '../droits/acteur.js';
import type { Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { conflit, invalide } from '../kit/errors.js';
import { createConsigner } from '../journal/consigner.js';
import { changerDroits, type Confirmation } from '../droits/consequences.service.js';
import * as repository from './circuits.repository.js';

export function createTransmetteurService({ db, clock }: { db: Database; clock: Clock }) {
  const consigner = createConsigner({ clock });

  return {
    /** Who transmits, and among whom to choose. */
    consulter: (acteur: Collaborateur) =>
      db.read(scopeOf(acteur), async (tx) => ({
        actuel: await repository.findTransmetteur(tx, acteur.compteId),
        valideurs: await repository.listPersonnes(tx, acteur.compteId, 'valideur'),
      })),

    /** Names the one person who transmits, or nobody; asks to confirm what it breaks. */
    nommer: (
      acteur: Collaborateur,
      { id, vu, confirmation }: { id: number | null; vu: number | null; confirmation: Confirmation },
      origine: Origine,
    ): Promise<void> =>
      changerDroits(db, acteur, confirmation, async (tx) => {
        const avant = await repository.findTransmetteur(tx, acteur.compteId);
        if (avant !== vu) throw conflit('circuits.erreurs.transmetteurChange');
        const valideurs = await repository.listPersonnes(tx, acteur.compteId, 'valideur');
        if (id !== null && !valideurs.some((valideur) => valideur.id === id))
          throw invalide([{ field: 'transmetteur', message: 'circuits.erreurs.transmetteur' }]);
        if (avant === id) return { retire: false };
        await repository.updateTransmetteur(tx, acteur.compteId, id);
        const details = { avant, apres: id };
        await consigner(tx, [{ acteur, origine, acte: 'transmetteur_nommer', sujet: 'compte', sujetId: acteur.compteId, details }]);
        // To name nobody takes nothing from anyone.
        return { retire: id !== null };
      }),
  };
}
