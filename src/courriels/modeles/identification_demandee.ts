/** To the account’s adviser: an entity to identify. */
import { modele } from '../modele.js';

export default modele<{ readonly nom: string; readonly entite: string; readonly chemin: string }>(
  { nom: 'Inès Martin, Groupe Essai', entite: 'Essai Bâtiment', chemin: '/gestion/entites/42' },
  {
    fr: {
      quoi: 'Identification demandée',
      sujet: ({ entite }) => `Entité à identifier\u00a0: ${entite}`,
      corps: ({ nom, entite }) => [
        `${nom} demande l’identification de l’entité ${entite}.`,
        'Donnez-lui son numéro de client et rattachez-la à un contrat, ou renvoyez-la avec un motif.',
      ],
      bouton: 'Ouvrir l’entité',
    },
    en: {
      quoi: 'Identification asked',
      sujet: ({ entite }) => `Entity to identify: ${entite}`,
      corps: ({ nom, entite }) => [
        `${nom} requests the identification of the entity ${entite}.`,
        'Give it its client number and attach it to a contract, or send it back with a reason.',
      ],
      bouton: 'Open the entity',
    },
  },
);
