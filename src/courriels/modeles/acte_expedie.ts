/** To the client: the act that the insurer printed is on its way. */
import { modele } from '../modele.js';

export default modele<{
  readonly caution: string;
  readonly beneficiaire: string;
  readonly transporteur: string;
  readonly suivi: string;
  readonly chemin: string;
}>(
  {
    caution: 'C26-0000042',
    beneficiaire: 'SCI Les Tilleuls',
    transporteur: 'Chronopost',
    suivi: 'XY 123 456 789 FR',
    chemin: '/cautions/C26-0000042',
  },
  {
    fr: {
      quoi: 'Acte expédié',
      sujet: ({ caution }) => `L’acte de la caution ${caution} est expédié`,
      corps: ({ caution, beneficiaire, transporteur, suivi }) => [
        `L’acte de la caution ${caution} au profit de ${beneficiaire}, imprimé par votre assureur, est en route\u00a0: ${transporteur}, numéro de suivi ${suivi}.`,
        'Quand vous l’aurez reçu, dites-le sur la page de la caution.',
      ],
      bouton: 'Ouvrir la caution',
    },
    en: {
      quoi: 'Act sent',
      sujet: ({ caution }) => `The act of guarantee ${caution} has been sent`,
      corps: ({ caution, beneficiaire, transporteur, suivi }) => [
        `The act of guarantee ${caution} in favour of ${beneficiaire}, printed by your insurer, is on its way: ${transporteur}, tracking number ${suivi}.`,
        'Once you have received it, say so on the page of the guarantee.',
      ],
      bouton: 'Open the guarantee',
    },
  },
);
