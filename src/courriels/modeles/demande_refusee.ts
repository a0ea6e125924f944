/** To whoever wrote the demande, with the reason of the refusal. */
import { modele, EXEMPLE_DEMANDE, type Demande } from '../modele.js';

export default modele<Demande & { readonly commentaire: string }>(
  { ...EXEMPLE_DEMANDE, commentaire: 'Montant trop élevé' },
  {
    fr: {
      quoi: 'Demande refusée',
      sujet: ({ numero }) => `Demande ${numero} refusée`,
      corps: ({ numero, montant, beneficiaire, entite }) => [
        `La demande ${numero} de ${montant} au profit de ${beneficiaire}, pour ${entite}, a été refusée, avec ce motif\u00a0:`,
      ],
      bouton: 'Ouvrir la demande',
    },
    en: {
      quoi: 'Application refused',
      sujet: ({ numero }) => `Application ${numero} refused`,
      corps: ({ numero, montant, beneficiaire, entite }) => [
        `Application ${numero} of ${montant} in favour of ${beneficiaire}, for ${entite}, has been refused, for this reason:`,
      ],
      bouton: 'Open the application',
    },
  },
);
