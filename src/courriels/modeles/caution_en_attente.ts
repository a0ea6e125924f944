/** To whoever wrote the demande, once transmitted and kept for a decision of the insurer. */
import { modele, CONTROLE_EXEMPLE, enListe, EXEMPLE_DEMANDE, type Controlee, type Demande } from '../modele.js';

export default modele<Demande & Controlee & { readonly caution: string }>(
  { ...EXEMPLE_DEMANDE, caution: 'C26-0000042', chemin: '/cautions/C26-0000042', controle: CONTROLE_EXEMPLE },
  {
    fr: {
      quoi: 'Caution en attente',
      sujet: ({ caution, montant, beneficiaire }) => `Caution ${caution} en attente\u00a0: ${montant}, ${beneficiaire}`,
      corps: ({ numero, caution, montant, beneficiaire, raisons }) => [
        `Votre demande ${numero} a été validée et transmise.`,
        `La caution ${caution} de ${montant} au profit de ${beneficiaire} attend l’accord de votre conseiller, car\u00a0:`,
        ...enListe(raisons),
      ],
      bouton: 'Ouvrir la caution',
    },
    en: {
      quoi: 'Guarantee pending',
      sujet: ({ caution, montant, beneficiaire }) => `Guarantee ${caution} pending: ${montant}, ${beneficiaire}`,
      corps: ({ numero, caution, montant, beneficiaire, raisons }) => [
        `Your application ${numero} has been approved and transmitted.`,
        `Guarantee ${caution} of ${montant} in favour of ${beneficiaire} awaits your adviser’s approval, because:`,
        ...enListe(raisons),
      ],
      bouton: 'Open the guarantee',
    },
  },
);
