/** To the client: the refusal that he contested stands. */
import { modele, EXEMPLE_DEMANDE, type Demande } from '../modele.js';

export default modele<Demande & { readonly caution: string; readonly commentaire: string }>(
  { ...EXEMPLE_DEMANDE, caution: 'C26-0000042', commentaire: 'Les comptes n’ont pas changé', chemin: '/cautions/C26-0000042' },
  {
    fr: {
      quoi: 'Refus maintenu',
      sujet: ({ caution }) => `Caution ${caution}\u00a0: le refus est maintenu`,
      corps: ({ caution, montant, beneficiaire }) => [
        `Après révision, le refus de la caution ${caution} de ${montant} au profit de ${beneficiaire} est maintenu, pour cette raison\u00a0:`,
      ],
      bouton: 'Ouvrir la caution',
    },
    en: {
      quoi: 'Refusal upheld',
      sujet: ({ caution }) => `Guarantee ${caution}: the refusal is upheld`,
      corps: ({ caution, montant, beneficiaire }) => [
        `After a review, the refusal of guarantee ${caution}, ${montant} in favour of ${beneficiaire}, is upheld, for this reason:`,
      ],
      bouton: 'Open the guarantee',
    },
  },
);
