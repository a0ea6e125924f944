/** To its owner: the password was changed. */
import { modele } from '../modele.js';

export default modele<{ readonly chemin: string }>(
  { chemin: '/connexion' },
  {
    fr: {
      quoi: 'Mot de passe changé',
      sujet: () => 'Votre mot de passe a changé',
      corps: () => [
        'Votre mot de passe vient d’être changé, et vos autres sessions ont été fermées.',
        'Si ce n’est pas vous, choisissez tout de suite «\u00a0Mot de passe oublié\u202f?\u00a0» sur la page de connexion et prévenez votre administrateur.',
      ],
      bouton: 'Aller à la page de connexion',
    },
    en: {
      quoi: 'Password changed',
      sujet: () => 'Your password has changed',
      corps: () => [
        'Your password has just been changed, and your other sessions were closed.',
        'If this was not you, choose “Forgotten password?” on the sign-in page at once and tell your administrator.',
      ],
      bouton: 'Go to the sign-in page',
    },
  },
  'entree',
);
