/** To a person who already has a way in with this address. Written by inviter_acces (migrations). */
import { modele } from '../modele.js';

export default modele<{ readonly chez: string; readonly chemin: string }>(
  { chez: 'Groupe Essai', chemin: '/connexion' },
  {
    fr: {
      quoi: 'Accès déjà ouvert',
      sujet: () => 'Vous avez déjà un accès',
      corps: ({ chez }) => [
        `${chez} a voulu vous ouvrir un accès avec cette adresse, qui sert déjà à vous connecter. Rien n’a changé.`,
        'Pour retrouver votre mot de passe, choisissez «\u00a0Mot de passe oublié\u202f?\u00a0» sur la page de connexion. Une même adresse ne peut pas servir à deux comptes\u00a0: pour un second, donnez-en une autre à votre interlocuteur.',
      ],
      bouton: 'Aller à la page de connexion',
    },
    en: {
      quoi: 'Access already open',
      sujet: () => 'You already have an access',
      corps: ({ chez }) => [
        `${chez} wanted to open an access for you with this address, which you already sign in with. Nothing has changed.`,
        'To recover your password, choose “Forgotten password?” on the sign-in page. One address cannot serve two accounts: for a second one, give another address to your contact.',
      ],
      bouton: 'Go to the sign-in page',
    },
  },
  'acces',
);
