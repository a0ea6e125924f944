/** The code that proves a new browser. */
import { modele } from '../modele.js';

export default modele<{ readonly defi: string }>(
  { defi: '00000000-0000-4000-8000-000000000000' },
  {
    fr: {
      quoi: 'Code de connexion',
      sujet: () => 'Votre code pour vous connecter',
      corps: ({ code }) => [
        `Votre code est ${code}. Il sert une seule fois, pendant 10 minutes, dans le navigateur où vous venez de vous connecter.`,
        'Ne le donnez à personne\u00a0: ni votre conseiller ni nos équipes ne vous le demanderont.',
        'Si ce n’est pas vous, votre mot de passe est connu de quelqu’un\u00a0: changez-le.',
      ],
    },
    en: {
      quoi: 'Sign-in code',
      sujet: () => 'Your code to sign in',
      corps: ({ code }) => [
        `Your code is ${code}. It works once, for 10 minutes, in the browser where you just signed in.`,
        'Give it to nobody: neither your adviser nor our teams will ask you for it.',
        'If this was not you, somebody knows your password: change it.',
      ],
    },
  },
  'entree',
);
