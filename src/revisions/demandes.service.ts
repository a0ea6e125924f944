/** A client contests a refusal, once. Owns the transactions. */
import { find as findCaution } from '../cautions/cautions.sql.js';
import { chemins } from '../chemins.js';
import { PISTE_CLIENT, resumeDe } from '../decisions/piste.sql.js';
import { findCharge } from '../dossiers/destinataires.sql.js';
import { findConseiller } from '../garants/contacts.sql.js';
import type { NouveauFichier } from '../documents/fichiers.sql.js';
import { deposerPour, joindre } from '../documents/jointes.sql.js';
import type { Collaborateur } from '../droits/acteur.js';
import { createFaire, type Envoi } from '../gestes/faire.js';
import type { Consigner } from '../journal/consigner.js';
import type { Database, Tx } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import { conflit, introuvable } from '../kit/errors.js';
import * as repository from './revisions.repository.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly consigner: Consigner;
}

export function createDemandesDeRevision({ db, clock, consigner }: Deps) {
  const { faire } = createFaire({ db, consigner }, PISTE_CLIENT);

  return {
    /** Contests a refusal, once. `mots`: the argument. */
    demander: (acteur: Collaborateur, numero: string, fichiers: readonly NouveauFichier[], envoi: Envoi): Promise<undefined> => {
      const avant = (tx: Tx) => deposerPour(tx, acteur.compteId, fichiers, acteur, clock());
      return faire(acteur, numero, 'demander_revision', { ...envoi, avant }, async ({ tx, vue, avant: deposes }) => {
        const le = clock();
        const argument = (envoi.mots ?? '').trim();
        const id = await repository.insert(tx, acteur, vue.id, { argument, le });
        if (id === undefined) throw conflit('revisions.refus.deja');
        await joindre(tx, { compteId: acteur.compteId, sujet: 'revision', id, fichiers: deposes, le });
        const [caution, charge, conseiller] = await Promise.all([
          findCaution(tx, acteur, numero),
          findCharge(tx, acteur.compteId),
          findConseiller(tx, acteur.compteId),
        ]);
        if (!caution) throw introuvable();
        const prevenu = charge ?? conseiller;
        return {
          courriels: prevenu
            ? [
                {
                  evenement: `revision ${id} demandee`,
                  destinataire: prevenu.email,
                  langue: prevenu.langue,
                  gabarit: 'revision_demandee' as const,
                  donnees: {
                    ...resumeDe({ caution }),
                    caution: numero,
                    client: caution.client,
                    commentaire: argument,
                    chemin: chemins.gestionRevision({ id }),
                  },
                },
              ]
            : [],
        };
      });
    },
  };
}
