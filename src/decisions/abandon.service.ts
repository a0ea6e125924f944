/** The client gives up a caution that waits for the insurer. Owns the transactions. */
import { chemins } from '../chemins.js';
import { findConseiller } from '../garants/contacts.sql.js';
import type { Collaborateur } from '../droits/acteur.js';
import { createFaire, type Envoi } from '../gestes/faire.js';
import { createConsigner } from '../journal/consigner.js';
import { sql, type Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { PISTE_CLIENT } from './piste.sql.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly reveiller: (travail: 'courriels') => void;
}

export function createAbandonService({ db, clock, reveiller }: Deps) {
  const { faire } = createFaire({ db, consigner: createConsigner({ clock, reveiller }) }, PISTE_CLIENT);

  return {
    /** The client gives up a caution that waits. */
    abandonner: (acteur: Collaborateur, numero: string, envoi: Envoi): Promise<undefined> =>
      faire(acteur, numero, 'abandonner', envoi, async ({ tx, move: passer }) => {
        await passer(sql`, terminee_le = ${clock()}`);
        const conseiller = await findConseiller(tx, acteur.compteId);
        return {
          courriels: conseiller
            ? [
                {
                  evenement: `caution ${numero} abandonnee ${acteur.compteId}`,
                  destinataire: conseiller.email,
                  langue: conseiller.langue,
                  gabarit: 'caution_abandonnee' as const,
                  donnees: {
                    caution: numero,
                    client: conseiller.client,
                    commentaire: envoi.mots ?? '',
                    chemin: chemins.gestionCaution({ numero }),
                  },
                },
              ]
            : [],
        };
      }),
  };
}
