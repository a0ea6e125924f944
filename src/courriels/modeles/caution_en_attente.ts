/** To whoever wrote the demande, once transmitted and kept for a decision of the insurer. */
import { modele, EXEMPLE_DEMANDE, type Demande } from '../modele.js';

export default modele<Demande & { readonly caution: string }>(
  { ...EXEMPLE_DEMANDE, caution: 'C26-0000042', chemin: '/cautions/C26-0000042' },
  {
    fr: {
      quoi: 'Caution en attente',
      sujet: ({ caution, montant, beneficiaire }) => `Caution ${caution} en attente\u00a0: ${montant}, ${beneficiaire}`,
      corps: ({ numero, caution, montant, beneficiaire }) => [
        `Votre demande ${numero} a été validée et transmise.`,
        `La caution ${caution} de ${montant} au profit de ${beneficiaire} attend l’accord de votre conseiller\u202f; la page de la caution en dit les raisons.`,
      ],
      bouton: 'Ouvrir la caution',
    },
    en: {
      quoi: 'Guarantee pending',
      sujet: ({ caution, montant, beneficiaire }) => `Guarantee ${caution} pending: ${montant}, ${beneficiaire}`,
      corps: ({ numero, caution, montant, beneficiaire }) => [
        `Your application ${numero} has been approved and transmitted.`,
        `Guarantee ${caution} of ${montant} in favour of ${beneficiaire} awaits your adviser’s approval; its page gives the reasons.`,
      ],
      bouton: 'Open the guarantee',
    },
  },
);
