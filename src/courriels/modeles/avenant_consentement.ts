/** To whoever asked for an amendment that its beneficiary has to agree to, with what the insurer says of it. */
import { modele, EXEMPLE_DEMANDE, type Demande } from '../modele.js';

export default modele<Demande & { readonly caution: string; readonly commentaire: string }>(
  {
    ...EXEMPLE_DEMANDE,
    caution: 'C26-0000042',
    commentaire: 'La lettre n’est pas signée',
    chemin: '/cautions/C26-0000042/avenant',
  },
  {
    fr: {
      quoi: 'Accord du bénéficiaire demandé',
      sujet: ({ caution, beneficiaire }) => `Accord du bénéficiaire demandé, caution ${caution}\u00a0: ${beneficiaire}`,
      corps: ({ caution, montant }) => [
        `L’avenant qui porte la caution ${caution} à ${montant} demande l’accord écrit du bénéficiaire. Joignez sa lettre, en PDF, avec sa date.`,
      ],
      bouton: 'Joindre la lettre',
    },
    en: {
      quoi: 'Agreement of the beneficiary asked for',
      sujet: ({ caution, beneficiaire }) => `Agreement of the beneficiary asked for, guarantee ${caution}: ${beneficiaire}`,
      corps: ({ caution, montant }) => [
        `The amendment that takes guarantee ${caution} to ${montant} needs the beneficiary’s written agreement. Attach the letter, in PDF, with its date.`,
      ],
      bouton: 'Attach the letter',
    },
  },
);
