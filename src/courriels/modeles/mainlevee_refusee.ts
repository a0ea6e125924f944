/** To the client: a release is refused, with the insurer's reason. */
import { modele, EXEMPLE_DEMANDE, type Demande } from '../modele.js';

export default modele<Demande & { readonly caution: string; readonly commentaire: string }>(
  { ...EXEMPLE_DEMANDE, caution: 'C26-0000042', commentaire: 'Les réserves du PV ne sont pas levées', chemin: '/cautions/C26-0000042' },
  {
    fr: {
      quoi: 'Mainlevée refusée',
      sujet: ({ caution }) => `Mainlevée refusée\u00a0: ${caution}`,
      corps: ({ caution, montant, beneficiaire }) => [
        `La mainlevée de la caution ${caution}, de ${montant} au profit de ${beneficiaire} est refusée, avec ce motif\u00a0:`,
      ],
      bouton: 'Ouvrir la caution',
    },
    en: {
      quoi: 'Release refused',
      sujet: ({ caution }) => `Release refused: ${caution}`,
      corps: ({ caution, montant, beneficiaire }) => [
        `The release of guarantee ${caution}, ${montant} in favour of ${beneficiaire} is refused, for this reason:`,
      ],
      bouton: 'Open the guarantee',
    },
  },
);
