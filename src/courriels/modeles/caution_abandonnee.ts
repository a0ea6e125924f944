/** To the account's adviser: what waited for him is given up. */
import { modele } from '../modele.js';

export default modele<{ readonly caution: string; readonly client: string; readonly commentaire: string; readonly chemin: string }>(
  {
    caution: 'C26-0000042',
    client: 'Groupe Essai',
    commentaire: 'Le marché ne nous est pas attribué',
    chemin: '/gestion/cautions/C26-0000042',
  },
  {
    fr: {
      quoi: 'Caution abandonnée',
      sujet: ({ caution, client }) => `Caution ${caution} abandonnée\u00a0: ${client}`,
      corps: ({ caution, client }) => [`${client} abandonne la caution ${caution}, qui attendait votre décision, avec ce motif\u00a0:`],
      bouton: 'Ouvrir la caution',
    },
    en: {
      quoi: 'Guarantee given up',
      sujet: ({ caution, client }) => `Guarantee ${caution} given up: ${client}`,
      corps: ({ caution, client }) => [`${client} gives up guarantee ${caution}, which was waiting for your decision, for this reason:`],
      bouton: 'Open the guarantee',
    },
  },
);
