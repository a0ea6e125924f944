/** The link of a new password. */
import { modele } from '../modele.js';

export default modele<{ readonly jeton: string }>(
  { jeton: '00000000-0000-4000-8000-000000000000' },
  {
    fr: {
      quoi: 'Mot de passe oublié',
      sujet: () => 'Choisir un nouveau mot de passe',
      corps: () => [
        'Vous avez demandé à changer votre mot de passe.',
        'Le bouton ci-dessous mène à la page où vous en choisissez un nouveau. Il sert une seule fois, pendant 30 minutes.',
        'Si vous n’avez rien demandé, ignorez ce message\u00a0: votre mot de passe reste le même.',
      ],
      bouton: 'Choisir un nouveau mot de passe',
    },
    en: {
      quoi: 'Forgotten password',
      sujet: () => 'Choose a new password',
      corps: () => [
        'You asked to change your password.',
        'The button below leads to the page where you choose a new one. It works once, for 30 minutes.',
        'If you asked for nothing, ignore this message: your password stays the same.',
      ],
      bouton: 'Choose a new password',
    },
  },
  'entree',
);
