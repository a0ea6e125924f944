/** To the client: a caution is released, whole or in part. */
import { modele, EXEMPLE_DEMANDE, type Demande } from '../modele.js';

export default modele<Demande & { readonly caution: string; readonly partielle: boolean }>(
  { ...EXEMPLE_DEMANDE, caution: 'C26-0000042', partielle: false, chemin: '/cautions/C26-0000042' },
  {
    fr: {
      quoi: 'Mainlevée accordée',
      sujet: ({ caution, partielle }) => `Mainlevée ${partielle ? 'partielle ' : ''}accordée\u00a0: ${caution}`,
      corps: ({ caution, montant, beneficiaire, partielle }) => [
        partielle
          ? `La caution ${caution} au profit de ${beneficiaire} est libérée de ${montant}\u00a0: elle reste en vigueur pour le surplus.`
          : `La caution ${caution}, de ${montant} au profit de ${beneficiaire}, est libérée\u00a0: son montant est rendu à votre autorisation.`,
      ],
      bouton: 'Ouvrir la caution',
    },
    en: {
      quoi: 'Release granted',
      sujet: ({ caution, partielle }) => `${partielle ? 'Partial release' : 'Release'} granted: ${caution}`,
      corps: ({ caution, montant, beneficiaire, partielle }) => [
        partielle
          ? `Guarantee ${caution} in favour of ${beneficiaire} is released of ${montant}: the rest stays in force.`
          : `Guarantee ${caution}, ${montant} in favour of ${beneficiaire}, is released: its amount is given back to your sub-limit.`,
      ],
      bouton: 'Open the guarantee',
    },
  },
);
