/** The code that confirms what the beneficiary of an act says of it. */
import { modele } from '../modele.js';

type Geste = 'accepter' | 'corriger' | 'liberer' | 'opposer';

const FR: Readonly<Record<Geste, string>> = {
  accepter: 'accepter cet acte',
  corriger: 'demander la correction de cet acte',
  liberer: 'donner mainlevée de cet acte',
  opposer: 'vous opposer à la mainlevée de cet acte',
};
const EN: Readonly<Record<Geste, string>> = {
  accepter: 'accept this act',
  corriger: 'ask for this act to be corrected',
  liberer: 'release this act',
  opposer: 'object to the release of this act',
};

export default modele<{ readonly defi: string; readonly numero: string; readonly geste: Geste }>(
  { defi: '00000000-0000-4000-8000-000000000000', numero: 'C26-0000042', geste: 'liberer' },
  {
    fr: {
      quoi: 'Code du bénéficiaire',
      sujet: ({ numero }) => `Votre code pour l’acte ${numero}`,
      corps: ({ code, numero, geste }) => [
        `Pour ${FR[geste]} (${numero}), tapez ce code sur la page que vous venez de remplir\u00a0: ${code}. Il sert une seule fois, pendant 30 minutes.`,
        'Si vous n’avez rien demandé, ne donnez ce code à personne\u00a0: sans lui, rien ne se fait.',
      ],
    },
    en: {
      quoi: 'Beneficiary’s code',
      sujet: ({ numero }) => `Your code for act ${numero}`,
      corps: ({ code, numero, geste }) => [
        `To ${EN[geste]} (${numero}), type this code on the page you have just filled in: ${code}. It works once, for 30 minutes.`,
        'If you asked for nothing, give this code to nobody: without it nothing happens.',
      ],
    },
  },
  'entree',
);
