/** To the client: what the beneficiary objects, and whether it holds his guarantee. */
import { formatDay, type Day } from '../../kit/dates.js';
import { modele } from '../modele.js';

export default modele<{
  readonly caution: string;
  readonly beneficiaire: string;
  readonly recue: Day;
  readonly sansEffet: boolean;
  readonly commentaire: string;
  readonly chemin: string;
}>(
  {
    caution: 'C26-0000042',
    beneficiaire: 'SCI Les Tilleuls',
    recue: '2026-11-16',
    sansEffet: false,
    commentaire: 'Réserves d’étanchéité non levées, expertise demandée.',
    chemin: '/cautions/C26-0000042',
  },
  {
    fr: {
      quoi: 'Opposition reçue',
      sujet: ({ caution, sansEffet }) => (sansEffet ? `Opposition sans effet, ${caution}` : `Caution ${caution} en opposition`),
      corps: ({ caution, beneficiaire, recue, sansEffet }) => [
        `${beneficiaire} s’oppose à la libération de la caution ${caution}. Sa lettre a été reçue le ${formatDay(recue)}.`,
        sansEffet
          ? 'Selon la loi cette lettre est sans effet\u00a0: la caution n’est pas bloquée. Vous n’avez rien à faire.'
          : 'Tant que l’opposition n’est pas levée, la caution ne peut être ni libérée ni échue\u00a0: sa page dit ce que vous pouvez faire. La lettre porte ces mots\u00a0:',
      ],
      bouton: 'Ouvrir la caution',
    },
    en: {
      quoi: 'Objection received',
      sujet: ({ caution, sansEffet }) =>
        sansEffet ? `Objection without effect, ${caution}` : `Objection received on guarantee ${caution}`,
      corps: ({ caution, beneficiaire, recue, sansEffet }) => [
        `${beneficiaire} objects to the release of guarantee ${caution}. The letter was received on ${formatDay(recue)}.`,
        sansEffet
          ? 'By law this letter has no effect: the guarantee is not blocked. There is nothing for you to do.'
          : 'Until the objection is lifted the guarantee can neither be released nor expire: its page says what you can do. The letter says:',
      ],
      bouton: 'Open the guarantee',
    },
  },
);
