/** To whoever wrote the demande, once its caution is effective. */
import { modele, EXEMPLE_DEMANDE, type Demande } from '../modele.js';

export default modele<Demande & { readonly caution: string }>(
  { ...EXEMPLE_DEMANDE, caution: 'C26-0000042', chemin: '/cautions/C26-0000042' },
  {
    fr: {
      quoi: 'Caution effective',
      sujet: ({ caution, montant, beneficiaire }) => `Caution ${caution} effective\u00a0: ${montant}, ${beneficiaire}`,
      corps: ({ numero, caution, montant, beneficiaire }) => [
        `Votre demande ${numero} a été validée et transmise.`,
        `La caution ${caution} de ${montant} au profit de ${beneficiaire} est effective.`,
      ],
      bouton: 'Ouvrir la caution',
    },
    en: {
      quoi: 'Guarantee effective',
      sujet: ({ caution, montant, beneficiaire }) => `Guarantee ${caution} effective: ${montant}, ${beneficiaire}`,
      corps: ({ numero, caution, montant, beneficiaire }) => [
        `Your application ${numero} has been approved and transmitted.`,
        `Guarantee ${caution} of ${montant} in favour of ${beneficiaire} is effective.`,
      ],
      bouton: 'Open the guarantee',
    },
  },
);
