/** To whoever wrote the demande, with what is to be corrected. */
import { modele, EXEMPLE_DEMANDE, type Demande } from '../modele.js';

export default modele<Demande & { readonly commentaire: string }>(
  { ...EXEMPLE_DEMANDE, commentaire: 'Précisez l’objet du marché' },
  {
    fr: {
      quoi: 'Demande renvoyée',
      sujet: ({ numero }) => `Demande ${numero} à corriger`,
      corps: ({ numero, montant, beneficiaire, entite }) => [
        `La demande ${numero} de ${montant} au profit de ${beneficiaire}, pour ${entite}, vous est renvoyée pour correction, avec ce commentaire\u00a0:`,
      ],
      bouton: 'Ouvrir la demande',
    },
    en: {
      quoi: 'Application sent back',
      sujet: ({ numero }) => `Application ${numero} to correct`,
      corps: ({ numero, montant, beneficiaire, entite }) => [
        `Application ${numero} of ${montant} in favour of ${beneficiaire}, for ${entite}, is sent back to you for correction, with this comment:`,
      ],
      bouton: 'Open the application',
    },
  },
);
