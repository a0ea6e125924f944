/** To the client: the refusal that he contested is reversed, and the caution is in force. */
import { modele, EXEMPLE_DEMANDE, type Demande } from '../modele.js';

export default modele<Demande & { readonly caution: string }>(
  { ...EXEMPLE_DEMANDE, caution: 'C26-0000042', chemin: '/cautions/C26-0000042' },
  {
    fr: {
      quoi: 'Caution accordée après révision',
      sujet: ({ caution }) => `Caution ${caution} accordée après révision`,
      corps: ({ caution, montant, beneficiaire }) => [
        `Après révision, la caution ${caution} de ${montant} au profit de ${beneficiaire} est accordée\u00a0: elle est effective, et son acte est scellé dans la minute.`,
      ],
      bouton: 'Ouvrir la caution',
    },
    en: {
      quoi: 'Guarantee granted after a review',
      sujet: ({ caution }) => `Guarantee ${caution} granted after a review`,
      corps: ({ caution, montant, beneficiaire }) => [
        `After a review, guarantee ${caution}, ${montant} in favour of ${beneficiaire}, is granted: it is effective, and its act is sealed within the minute.`,
      ],
      bouton: 'Open the guarantee',
    },
  },
);
