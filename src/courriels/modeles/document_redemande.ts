/** To the client: what he gave is not what was asked for, and by when it is expected again. */
import { formatDay, type Day } from '../../kit/dates.js';
import { modele } from '../modele.js';

export default modele<{
  readonly objet: string;
  /** The number of its caution, or else the entity. */
  readonly sur: string;
  readonly echeance: Day;
  readonly commentaire: string;
  readonly chemin: string;
}>(
  { objet: 'Marché signé', sur: 'C26-0000042', echeance: '2026-12-05', commentaire: 'La dernière page manque', chemin: '/documents/42' },
  {
    fr: {
      quoi: 'Document redemandé',
      sujet: ({ objet, sur }) => `Document redemandé\u00a0: ${objet}, ${sur}`,
      corps: ({ objet, sur, echeance }) => [
        `Le document fourni pour ${sur} ne convient pas\u00a0: ${objet}. Il est de nouveau attendu, au plus tard le ${formatDay(echeance)}, pour cette raison\u00a0:`,
      ],
      bouton: 'Fournir le document',
    },
    en: {
      quoi: 'Document requested again',
      sujet: ({ objet, sur }) => `Document requested again: ${objet}, ${sur}`,
      corps: ({ objet, sur, echeance }) => [
        `The document provided for ${sur} is not suitable: ${objet}. It is expected again, by ${formatDay(echeance)}, for this reason:`,
      ],
      bouton: 'Provide the document',
    },
  },
);
