/** To whoever may give the next validation of several demandes at once: one mail for all. */
import { formatCount } from '../../kit/i18n.js';
import { modele, montantDe, DEMANDES_EXEMPLE, type DemandeListee } from '../modele.js';

export default modele<{ readonly demandes: readonly DemandeListee[]; readonly chemin: string }>(
  { demandes: DEMANDES_EXEMPLE, chemin: '/demandes?aValider=moi' },
  {
    fr: {
      quoi: 'Validations demandées',
      sujet: ({ demandes }) => `${formatCount(demandes.length, 'fr')} demandes à valider`,
      corps: ({ demandes }) => [
        `${formatCount(demandes.length, 'fr')} demandes attendent votre validation.`,
        ...demandes.map((une) => `${une.numero}\u00a0: ${montantDe(une, 'fr')}, ${une.beneficiaire}, pour ${une.entite}`),
        'Ouvrir le lien ne valide rien\u00a0: vous décidez sur la page.',
      ],
      bouton: 'Ouvrir les demandes à valider',
    },
    en: {
      quoi: 'Approvals asked for',
      sujet: ({ demandes }) => `${formatCount(demandes.length, 'en')} applications to approve`,
      corps: ({ demandes }) => [
        `${formatCount(demandes.length, 'en')} applications await your approval.`,
        ...demandes.map((une) => `${une.numero}: ${montantDe(une, 'en')}, ${une.beneficiaire}, for ${une.entite}`),
        'Opening the link approves nothing: you decide on the page.',
      ],
      bouton: 'Open the applications to approve',
    },
  },
);
