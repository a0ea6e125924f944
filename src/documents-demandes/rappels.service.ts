/** The night's word to the client about a document that is expected: three days before its day, and the day after, each once. */
import { chemins } from '../chemins.js';
import { insertCourriels } from '../courriels/outbox.sql.js';
import { auxClientsDe } from '../dossiers/destinataires.sql.js';
import type { Database } from '../kit/database.js';
import { today, type Clock } from '../kit/dates.js';
import type { Travail } from '../travaux/travail.js';
import { rappelables, rappelDeDocument } from './document.js';
import * as repository from './documents-demandes.repository.js';

interface Deps {
  readonly db: Database;
  readonly clock: Clock;
}

/** Each document alone; run twice, it writes each mail once. */
export const rappelsDeDocuments = ({ db, clock }: Deps): Travail => ({
  nature: 'rappel_document',
  aFaire: () => db.systeme.read((tx) => repository.listARappeler(tx, rappelables(today(clock)))),
  faire: ({ cle }) =>
    db.systeme.transaction(async (tx) => {
      const document = await repository.findARappeler(tx, Number(cle));
      const gabarit = document && rappelDeDocument(document.echeance, today(clock));
      if (!document || !gabarit) return;
      const { id, objet, caution, entite, echeance, compte_id: compteId } = document;
      const courriels = await auxClientsDe(tx, document, {
        // The same words for the same day and the same reminder: never twice.
        evenement: `document ${id} ${gabarit} ${echeance}`,
        gabarit,
        donnees: { objet, sur: caution ?? entite, echeance, chemin: chemins.document({ id }) },
      });
      await insertCourriels(tx, compteId, courriels, clock());
    }),
});
