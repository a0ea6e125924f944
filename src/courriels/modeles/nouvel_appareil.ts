/** To its owner: a new browser came in. */
import { modele } from '../modele.js';

export default modele<{ readonly navigateur: string; readonly chemin: string }>(
  { navigateur: 'Firefox sur Linux', chemin: '/profil/securite' },
  {
    fr: {
      quoi: 'Nouvel appareil',
      sujet: () => 'Connexion depuis un nouvel appareil',
      corps: ({ navigateur }) => [
        `Vous venez de vous connecter depuis un nouvel appareil\u00a0: ${navigateur}.`,
        'Si ce n’est pas vous, changez votre mot de passe et retirez cet appareil dans votre profil, à la page Sécurité.',
      ],
      bouton: 'Voir mes appareils',
    },
    en: {
      quoi: 'New device',
      sujet: () => 'Sign-in from a new device',
      corps: ({ navigateur }) => [
        `You have just signed in from a new device: ${navigateur}.`,
        'If this was not you, change your password and remove this device in your profile, on the Security page.',
      ],
      bouton: 'See my devices',
    },
  },
  'entree',
);
