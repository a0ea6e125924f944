/** To its owner: the three questions were changed. */
import { modele } from '../modele.js';

export default modele<{ readonly chemin: string }>(
  { chemin: '/profil/securite' },
  {
    fr: {
      quoi: 'Questions de sécurité changées',
      sujet: () => 'Vos trois questions ont changé',
      corps: () => [
        'Les questions posées si vous oubliez votre mot de passe viennent d’être choisies ou changées.',
        'Si ce n’est pas vous, changez votre mot de passe et prévenez votre administrateur.',
      ],
      bouton: 'Voir la sécurité de mon accès',
    },
    en: {
      quoi: 'Security questions changed',
      sujet: () => 'Your three questions were changed',
      corps: () => [
        'The questions asked if you forget your password have just been chosen or changed.',
        'If this was not you, change your password and tell your administrator.',
      ],
      bouton: 'See the security of my access',
    },
  },
  'entree',
);
