/** To whoever asked for an amendment that is refused, with the reason. */
import { modele, EXEMPLE_DEMANDE, type Demande } from '../modele.js';

export default modele<Demande & { readonly caution: string; readonly nom: string; readonly commentaire: string }>(
  {
    ...EXEMPLE_DEMANDE,
    caution: 'C26-0000042',
    nom: 'Nadia Benali',
    commentaire: 'Le marché n’a pas été porté à ce montant',
    chemin: '/cautions/C26-0000042',
  },
  {
    fr: {
      quoi: 'Avenant refusé',
      sujet: ({ caution }) => `Avenant refusé, caution ${caution}`,
      corps: ({ caution, montant, beneficiaire, nom }) => [
        `${nom} a refusé l’avenant qui portait la caution ${caution} à ${montant} au profit de ${beneficiaire}, avec ce motif\u00a0:`,
      ],
      bouton: 'Ouvrir la caution',
    },
    en: {
      quoi: 'Amendment refused',
      sujet: ({ caution }) => `Amendment refused, guarantee ${caution}`,
      corps: ({ caution, montant, beneficiaire, nom }) => [
        `${nom} has refused the amendment that took guarantee ${caution} to ${montant} in favour of ${beneficiaire}, for this reason:`,
      ],
      bouton: 'Open the guarantee',
    },
  },
);
