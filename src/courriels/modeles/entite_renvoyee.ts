/** To the administrators: the insurer sent their entity back, with a reason. */
import { modele } from '../modele.js';

export default modele<{ readonly entite: string; readonly chemin: string; readonly commentaire: string }>(
  { entite: 'Essai Bâtiment', chemin: '/parametrage/organisation/42', commentaire: 'SIREN inconnu' },
  {
    fr: {
      quoi: 'Entité à compléter',
      sujet: ({ entite }) => `Entité à corriger\u00a0: ${entite}`,
      corps: ({ entite }) => [`L’assureur n’a pas pu identifier l’entité ${entite}, qui redevient un brouillon. Son motif\u00a0:`],
      bouton: 'Ouvrir l’entité',
    },
    en: {
      quoi: 'Entity to complete',
      sujet: ({ entite }) => `Entity to correct: ${entite}`,
      corps: ({ entite }) => [`The insurer could not identify the entity ${entite}, which is a draft again. The reason:`],
      bouton: 'Open the entity',
    },
  },
);
