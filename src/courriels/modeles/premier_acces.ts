/** To a person let in: the link of a first password. Written by inviter_acces (migrations). */
import { modele } from '../modele.js';

export default modele<{ readonly chez: string; readonly jeton: string }>(
  { chez: 'Groupe Essai', jeton: '00000000-0000-4000-8000-000000000000' },
  {
    fr: {
      quoi: 'Premier accès',
      sujet: ({ chez }) => `Votre accès aux cautions de ${chez}`,
      corps: ({ chez }) => [
        `Un accès vous est ouvert pour ${chez}.`,
        'Le bouton ci-dessous mène à la page où vous choisissez votre mot de passe. Il sert une seule fois, pendant 24 heures.',
        'Passé ce délai, «\u00a0Mot de passe oublié\u202f?\u00a0» sur la page de connexion vous envoie un nouveau lien.',
      ],
      bouton: 'Choisir mon mot de passe',
    },
    en: {
      quoi: 'First access',
      sujet: ({ chez }) => `Your access to the guarantees of ${chez}`,
      corps: ({ chez }) => [
        `An access has been opened for you for ${chez}.`,
        'The button below leads to the page where you choose your password. It works once, for 24 hours.',
        'After that, “Forgotten password?” on the sign-in page sends you a new link.',
      ],
      bouton: 'Choose my password',
    },
  },
  'acces',
);
