/** A password expires in so many days. */
import { formatCount } from '../../kit/i18n.js';
import { modele } from '../modele.js';

export default modele<{ readonly count: number; readonly jour: string; readonly chemin: string }>(
  { count: 7, jour: '28/11/2026', chemin: '/profil/mot-de-passe' },
  {
    fr: {
      quoi: 'Mot de passe bientôt expiré',
      sujet: ({ count }) =>
        count < 2 ? 'Votre mot de passe expire demain' : `Votre mot de passe expire dans ${formatCount(count, 'fr')} jours`,
      corps: ({ jour }) => [
        `Votre mot de passe expire le ${jour}. Changez-le avant cette date dans votre profil\u202f; ensuite, il vous sera demandé d’en choisir un autre à la connexion.`,
      ],
      bouton: 'Changer mon mot de passe',
    },
    en: {
      quoi: 'Password soon expired',
      sujet: ({ count }) => (count === 1 ? 'Your password expires tomorrow' : `Your password expires in ${formatCount(count, 'en')} days`),
      corps: ({ jour }) => [
        `Your password expires on ${jour}. Change it before that date in your profile; after it, you will be asked to choose another one when you sign in.`,
      ],
      bouton: 'Change my password',
    },
  },
);
