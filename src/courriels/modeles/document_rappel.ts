/** To the client: a document is soon due. */
import { formatDay, type Day } from '../../kit/dates.js';
import { modele } from '../modele.js';

export default modele<{
  readonly objet: string;
  /** The number of its caution, or else the entity. */
  readonly sur: string;
  readonly echeance: Day;
  readonly chemin: string;
}>(
  { objet: 'Marché signé', sur: 'C26-0000042', echeance: '2026-12-05', chemin: '/documents/42' },
  {
    fr: {
      quoi: 'Document bientôt dû',
      sujet: ({ objet, sur }) => `À fournir bientôt\u00a0: ${objet}, ${sur}`,
      corps: ({ objet, sur, echeance }) => [
        `Votre assureur attend ce document pour ${sur}\u00a0: ${objet}.`,
        `Il est dû au plus tard le ${formatDay(echeance)}.`,
      ],
      bouton: 'Fournir le document',
    },
    en: {
      quoi: 'Document due soon',
      sujet: ({ objet, sur }) => `Due soon: ${objet}, ${sur}`,
      corps: ({ objet, sur, echeance }) => [
        `Your insurer expects this document for ${sur}: ${objet}.`,
        `It is due by ${formatDay(echeance)}.`,
      ],
      bouton: 'Provide the document',
    },
  },
);
