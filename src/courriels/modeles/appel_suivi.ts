/** To the client, at each step of a call of his guarantee: received, examined, paid, refused, taken back, recovered. */
import { modele } from '../modele.js';

interface Suivi {
  readonly caution: string;
  readonly beneficiaire: string;
  readonly etape: 'recu' | 'examen' | 'paiement' | 'solde' | 'refuse' | 'retire' | 'recouvrement';
  readonly montant: string;
  readonly devise: string;
  readonly commentaire: string;
  readonly chemin: string;
}

type Phrases = Readonly<Record<Suivi['etape'], readonly [sujet: string, phrase: (suivi: Suivi) => string]>>;

const FR: Phrases = {
  recu: [
    'Mise en jeu reçue',
    ({ beneficiaire, montant }) =>
      `${beneficiaire} demande à votre assureur le paiement de ${montant}. Dites sans attendre à votre conseiller ce que vous avez à y opposer.`,
  ],
  examen: ['Mise en jeu en examen', ({ montant }) => `Votre assureur examine la demande de ${montant}.`],
  paiement: [
    'Paiement au bénéficiaire',
    ({ beneficiaire, montant }) =>
      `Votre assureur a payé ${montant} à ${beneficiaire}. Vous devez lui rembourser cette somme\u00a0: la page de la caution dit ce qui reste.`,
  ],
  solde: ['Mise en jeu close', () => 'Rien de plus n’est dû au bénéficiaire sur cette demande.'],
  refuse: [
    'Mise en jeu refusée',
    ({ beneficiaire, montant }) => `Votre assureur a refusé de payer ${montant} à ${beneficiaire}, pour cette raison\u00a0:`,
  ],
  retire: ['Mise en jeu retirée', ({ beneficiaire, montant }) => `${beneficiaire} a retiré sa demande de ${montant}.`],
  recouvrement: ['Remboursement enregistré', ({ montant }) => `Votre remboursement de ${montant} est enregistré.`],
};

const EN: Phrases = {
  recu: [
    'Call received',
    ({ beneficiaire, montant }) =>
      `${beneficiaire} asks your insurer for the payment of ${montant}. Tell your adviser at once what you have to say against it.`,
  ],
  examen: ['Call under examination', ({ montant }) => `Your insurer is examining the demand for ${montant}.`],
  paiement: [
    'Payment to the beneficiary',
    ({ beneficiaire, montant }) =>
      `Your insurer has paid ${montant} to ${beneficiaire}. You have to pay this sum back: the page of the guarantee says what is left.`,
  ],
  solde: ['Call closed', () => 'Nothing more is due to the beneficiary on this demand.'],
  refuse: [
    'Call refused',
    ({ beneficiaire, montant }) => `Your insurer has refused to pay ${montant} to ${beneficiaire}, for this reason:`,
  ],
  retire: ['Call withdrawn', ({ beneficiaire, montant }) => `${beneficiaire} has withdrawn the demand for ${montant}.`],
  recouvrement: ['Repayment recorded', ({ montant }) => `Your repayment of ${montant} is recorded.`],
};

export default modele<Suivi>(
  {
    caution: 'C26-0000042',
    beneficiaire: 'SCI Les Tilleuls',
    etape: 'paiement',
    montant: '1234567.89',
    devise: 'EUR',
    commentaire: '',
    chemin: '/cautions/C26-0000042',
  },
  {
    fr: {
      quoi: 'Mise en jeu',
      sujet: ({ caution, etape }) => `${FR[etape][0]}, ${caution}`,
      corps: (suivi) => [`Caution ${suivi.caution} au profit de ${suivi.beneficiaire}.`, FR[suivi.etape][1](suivi)],
      bouton: 'Ouvrir la caution',
    },
    en: {
      quoi: 'Call',
      sujet: ({ caution, etape }) => `${EN[etape][0]}, ${caution}`,
      corps: (suivi) => [`Guarantee ${suivi.caution} in favour of ${suivi.beneficiaire}.`, EN[suivi.etape][1](suivi)],
      bouton: 'Open the guarantee',
    },
  },
);
