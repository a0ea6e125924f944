/** To whoever asked for an amendment, once it waits for the insurer, with the reasons. */
import { modele, CONTROLE_EXEMPLE, enListe, EXEMPLE_DEMANDE, type Controlee, type Demande } from '../modele.js';

export default modele<Demande & Controlee & { readonly caution: string }>(
  { ...EXEMPLE_DEMANDE, caution: 'C26-0000042', chemin: '/cautions/C26-0000042/avenant', controle: CONTROLE_EXEMPLE },
  {
    fr: {
      quoi: 'Avenant en attente',
      sujet: ({ caution, montant, beneficiaire }) => `Avenant en attente, caution ${caution}\u00a0: ${montant}, ${beneficiaire}`,
      corps: ({ caution, montant, beneficiaire, raisons }) => [
        `L’avenant qui porte la caution ${caution} à ${montant} au profit de ${beneficiaire} attend la décision de votre conseiller.`,
        ...enListe(raisons),
      ],
      bouton: 'Ouvrir l’avenant',
    },
    en: {
      quoi: 'Amendment pending',
      sujet: ({ caution, montant, beneficiaire }) => `Amendment pending, guarantee ${caution}: ${montant}, ${beneficiaire}`,
      corps: ({ caution, montant, beneficiaire, raisons }) => [
        `The amendment that takes guarantee ${caution} to ${montant} in favour of ${beneficiaire} awaits your adviser’s decision.`,
        ...enListe(raisons),
      ],
      bouton: 'Open the amendment',
    },
  },
);
