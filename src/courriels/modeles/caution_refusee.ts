/** To whoever wrote the demande, with the insurer's reason. */
import { modele, EXEMPLE_DEMANDE, type Demande } from '../modele.js';

export default modele<Demande & { readonly caution: string; readonly commentaire: string }>(
  {
    ...EXEMPLE_DEMANDE,
    caution: 'C26-0000042',
    commentaire: 'Le montant dépasse ce que la ligne peut porter',
    chemin: '/cautions/C26-0000042',
  },
  {
    fr: {
      quoi: 'Caution refusée',
      sujet: ({ caution }) => `Caution ${caution} refusée`,
      corps: ({ caution, numero, montant, beneficiaire }) => [
        `La caution ${caution} de ${montant} au profit de ${beneficiaire}, demandée par ${numero}, a été refusée, avec ce motif\u00a0:`,
      ],
      bouton: 'Ouvrir la caution',
    },
    en: {
      quoi: 'Guarantee refused',
      sujet: ({ caution }) => `Guarantee ${caution} refused`,
      corps: ({ caution, numero, montant, beneficiaire }) => [
        `Guarantee ${caution} of ${montant} in favour of ${beneficiaire}, applied for by ${numero}, has been refused, for this reason:`,
      ],
      bouton: 'Open the guarantee',
    },
  },
);
