/** To whoever may give the next validation of a demande. */
import { modele, EXEMPLE_DEMANDE, type Demande } from '../modele.js';

export default modele<Demande & { readonly nom: string }>(
  { ...EXEMPLE_DEMANDE, nom: 'Inès Martin' },
  {
    fr: {
      quoi: 'Validation demandée',
      sujet: ({ numero, montant, beneficiaire }) => `Demande ${numero} à valider\u00a0: ${montant}, ${beneficiaire}`,
      corps: ({ nom, numero, montant, beneficiaire, entite }) => [
        `${nom} soumet à votre validation la demande ${numero}.`,
        `${montant} au profit de ${beneficiaire}, pour ${entite}.`,
        'Ouvrir le lien ne valide rien\u00a0: vous décidez sur la page de la demande.',
      ],
      bouton: 'Ouvrir la demande',
    },
    en: {
      quoi: 'Approval asked for',
      sujet: ({ numero, montant, beneficiaire }) => `Application ${numero} to approve: ${montant}, ${beneficiaire}`,
      corps: ({ nom, numero, montant, beneficiaire, entite }) => [
        `${nom} submits application ${numero} for your approval.`,
        `${montant} in favour of ${beneficiaire}, for ${entite}.`,
        'Opening the link approves nothing: you decide on the page of the application.',
      ],
      bouton: 'Open the application',
    },
  },
);
