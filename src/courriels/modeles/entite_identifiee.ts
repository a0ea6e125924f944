/** To the administrators: the insurer identified their entity. */
import { modele } from '../modele.js';

export default modele<{ readonly entite: string; readonly chemin: string }>(
  { entite: 'Essai Bâtiment', chemin: '/parametrage/organisation/42' },
  {
    fr: {
      quoi: 'Entité identifiée',
      sujet: ({ entite }) => `Entité identifiée\u00a0: ${entite}`,
      corps: ({ entite }) => [
        `L’assureur a identifié l’entité ${entite}.`,
        'Il vous reste à la valider, puis à l’activer\u00a0: elle pourra alors être choisie dans une demande.',
      ],
      bouton: 'Ouvrir l’entité',
    },
    en: {
      quoi: 'Entity identified',
      sujet: ({ entite }) => `Entity identified: ${entite}`,
      corps: ({ entite }) => [
        `The insurer has identified the entity ${entite}.`,
        'You still have to validate it, then activate it: it can then be chosen in an application.',
      ],
      bouton: 'Open the entity',
    },
  },
);
