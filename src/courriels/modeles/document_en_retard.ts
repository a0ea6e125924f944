/** To the client: a document is overdue, and what that holds up. */
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
      quoi: 'Document en retard',
      sujet: ({ objet, sur }) => `En retard\u00a0: ${objet}, ${sur}`,
      corps: ({ objet, sur, echeance }) => [
        `Ce document était attendu le ${formatDay(echeance)} pour ${sur}\u00a0: ${objet}.`,
        'Tant qu’il manque, les nouvelles demandes de cette entité attendent l’accord de votre conseiller.',
      ],
      bouton: 'Fournir le document',
    },
    en: {
      quoi: 'Document overdue',
      sujet: ({ objet, sur }) => `Overdue: ${objet}, ${sur}`,
      corps: ({ objet, sur, echeance }) => [
        `This document was expected on ${formatDay(echeance)} for ${sur}: ${objet}.`,
        'Until it is provided, new applications of this entity wait for your adviser’s agreement.',
      ],
      bouton: 'Provide the document',
    },
  },
);
