/** A password expires today. */
import { modele } from '../modele.js';

export default modele<{ readonly jour: string; readonly chemin: string }>(
  { jour: '21/11/2026', chemin: '/profil/mot-de-passe' },
  {
    fr: {
      quoi: 'Mot de passe expiré',
      sujet: () => 'Votre mot de passe expire aujourd’hui',
      corps: ({ jour }) => [
        `Votre mot de passe expire aujourd’hui, le ${jour}. À votre prochaine connexion, il vous sera demandé d’en choisir un autre.`,
      ],
      bouton: 'Changer mon mot de passe',
    },
    en: {
      quoi: 'Password expired',
      sujet: () => 'Your password expires today',
      corps: ({ jour }) => [`Your password expires today, ${jour}. When you next sign in, you will be asked to choose another one.`],
      bouton: 'Change my password',
    },
  },
);
