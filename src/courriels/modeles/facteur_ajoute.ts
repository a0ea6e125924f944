/** To its owner: a second factor was added. */
import { modele } from '../modele.js';

export default modele<{ readonly chemin: string }>(
  { chemin: '/profil/securite' },
  {
    fr: {
      quoi: 'Second facteur ajouté',
      sujet: () => 'Un second facteur protège votre accès',
      corps: () => [
        'Une application d’authentification ou une clé d’accès vient d’être ajoutée à votre accès.',
        'Si ce n’est pas vous, retirez-la dans votre profil, à la page Sécurité, et changez votre mot de passe.',
      ],
      bouton: 'Voir la sécurité de mon accès',
    },
    en: {
      quoi: 'Second factor added',
      sujet: () => 'A second factor protects your access',
      corps: () => [
        'An authenticator app or a passkey has just been added to your access.',
        'If this was not you, remove it in your profile, on the Security page, and change your password.',
      ],
      bouton: 'See the security of my access',
    },
  },
  'entree',
);
