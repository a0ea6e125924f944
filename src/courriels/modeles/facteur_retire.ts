/** To its owner: a second factor was taken away. */
import { modele } from '../modele.js';

export default modele<{ readonly chemin: string }>(
  { chemin: '/profil/securite' },
  {
    fr: {
      quoi: 'Second facteur retiré',
      sujet: () => 'Un second facteur a été retiré de votre accès',
      corps: () => [
        'Une application d’authentification ou une clé d’accès vient d’être retirée de votre accès.',
        'Si ce n’est pas vous, changez votre mot de passe et prévenez votre administrateur.',
      ],
      bouton: 'Voir la sécurité de mon accès',
    },
    en: {
      quoi: 'Second factor removed',
      sujet: () => 'A second factor was removed from your access',
      corps: () => [
        'An authenticator app or a passkey has just been removed from your access.',
        'If this was not you, change your password and tell your administrator.',
      ],
      bouton: 'See the security of my access',
    },
  },
  'entree',
);
