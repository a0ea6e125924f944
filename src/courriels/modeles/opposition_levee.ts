/** To the client: an objection to the release of his guarantee was lifted, or rejected by the insurer. */
import { modele } from '../modele.js';

export default modele<{
  readonly caution: string;
  readonly beneficiaire: string;
  readonly rejetee: boolean;
  /** Another one still holds it. */
  readonly tenue: boolean;
  readonly commentaire: string;
  readonly chemin: string;
}>(
  {
    caution: 'C26-0000042',
    beneficiaire: 'SCI Les Tilleuls',
    rejetee: false,
    tenue: false,
    commentaire: 'Lettre du bénéficiaire, réserves levées.',
    chemin: '/cautions/C26-0000042',
  },
  {
    fr: {
      quoi: 'Opposition levée',
      sujet: ({ caution, rejetee }) => `Opposition ${rejetee ? 'rejetée' : 'levée'}, ${caution}`,
      corps: ({ caution, beneficiaire, rejetee, tenue }) => [
        rejetee
          ? `L’opposition de ${beneficiaire} à la libération de la caution ${caution} a été rejetée par votre assureur.`
          : `L’opposition de ${beneficiaire} à la libération de la caution ${caution} est levée.`,
        tenue
          ? 'Une autre opposition la bloque encore. La raison de celle-ci\u00a0:'
          : 'La caution est de nouveau effective\u00a0: sa mainlevée peut être demandée. La raison\u00a0:',
      ],
      bouton: 'Ouvrir la caution',
    },
    en: {
      quoi: 'Objection lifted',
      sujet: ({ caution, rejetee }) => `Objection ${rejetee ? 'rejected' : 'lifted'}, ${caution}`,
      corps: ({ caution, beneficiaire, rejetee, tenue }) => [
        rejetee
          ? `The objection of ${beneficiaire} to the release of guarantee ${caution} has been rejected by your insurer.`
          : `The objection of ${beneficiaire} to the release of guarantee ${caution} is lifted.`,
        tenue
          ? 'Another objection still holds it. The reason of this one:'
          : 'The guarantee is effective again: its release may be asked for. The reason:',
      ],
      bouton: 'Open the guarantee',
    },
  },
);
