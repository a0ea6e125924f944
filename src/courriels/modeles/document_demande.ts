/** To the client: a document that the insurer asks for, and by when. */
import { formatDay, type Day } from '../../kit/dates.js';
import { modele } from '../modele.js';

export default modele<{
  readonly caution: string;
  readonly beneficiaire: string;
  readonly objet: string;
  readonly echeance: Day;
  readonly chemin: string;
}>(
  {
    caution: 'C26-0000042',
    beneficiaire: 'SCI Les Tilleuls',
    objet: 'Marché signé',
    echeance: '2026-12-05',
    chemin: '/documents/42',
  },
  {
    fr: {
      quoi: 'Document demandé',
      sujet: ({ objet, caution }) => `Document demandé\u00a0: ${objet}, ${caution}`,
      corps: ({ objet, caution, beneficiaire, echeance }) => [
        `Pour la caution ${caution} au profit de ${beneficiaire}, votre assureur vous demande ce document\u00a0: ${objet}.`,
        `Il est attendu au plus tard le ${formatDay(echeance)}.`,
      ],
      bouton: 'Fournir le document',
    },
    en: {
      quoi: 'Document requested',
      sujet: ({ objet, caution }) => `Document requested: ${objet}, ${caution}`,
      corps: ({ objet, caution, beneficiaire, echeance }) => [
        `For guarantee ${caution} in favour of ${beneficiaire}, your insurer asks for this document: ${objet}.`,
        `It is expected by ${formatDay(echeance)}.`,
      ],
      bouton: 'Provide the document',
    },
  },
);
