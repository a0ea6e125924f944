/** To whoever may validate an amendment. */
import { modele, EXEMPLE_DEMANDE, type Demande } from '../modele.js';

export default modele<Demande & { readonly caution: string; readonly nom: string }>(
  { ...EXEMPLE_DEMANDE, caution: 'C26-0000042', chemin: '/cautions/C26-0000042/avenant', nom: 'Inès Martin' },
  {
    fr: {
      quoi: 'Avenant à valider',
      sujet: ({ caution, montant, beneficiaire }) => `Avenant à valider, caution ${caution}\u00a0: ${montant}, ${beneficiaire}`,
      corps: ({ nom, caution, montant, beneficiaire, entite }) => [
        `${nom} demande un avenant à la caution ${caution}, et le soumet à votre validation.`,
        `La caution serait de ${montant} au profit de ${beneficiaire}, pour ${entite}.`,
        'Ouvrir le lien ne valide rien\u00a0: vous décidez sur la page de l’avenant.',
      ],
      bouton: 'Ouvrir l’avenant',
    },
    en: {
      quoi: 'Amendment to approve',
      sujet: ({ caution, montant, beneficiaire }) => `Amendment to approve, guarantee ${caution}: ${montant}, ${beneficiaire}`,
      corps: ({ nom, caution, montant, beneficiaire, entite }) => [
        `${nom} asks for an amendment of guarantee ${caution}, and submits it for your approval.`,
        `The guarantee would be for ${montant} in favour of ${beneficiaire}, for ${entite}.`,
        'Opening the link approves nothing: you decide on the page of the amendment.',
      ],
      bouton: 'Open the amendment',
    },
  },
);
