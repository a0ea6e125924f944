/** To whoever asked for an amendment, once it has taken effect. */
import { modele, EXEMPLE_DEMANDE, type Demande } from '../modele.js';

export default modele<Demande & { readonly caution: string; readonly version: number }>(
  { ...EXEMPLE_DEMANDE, caution: 'C26-0000042', version: 2, chemin: '/cautions/C26-0000042' },
  {
    fr: {
      quoi: 'Avenant effectif',
      sujet: ({ caution, montant, beneficiaire }) => `Avenant effectif, caution ${caution}\u00a0: ${montant}, ${beneficiaire}`,
      corps: ({ caution, montant, beneficiaire, version }) => [
        `La caution ${caution} est désormais de ${montant} au profit de ${beneficiaire}.`,
        `La version ${version} de son acte annule et remplace la précédente, qui reste en vigueur tant que le bénéficiaire ne l’a pas déchargée\u00a0: remettez-lui la nouvelle contre l’ancienne.`,
      ],
      bouton: 'Ouvrir la caution',
    },
    en: {
      quoi: 'Amendment effective',
      sujet: ({ caution, montant, beneficiaire }) => `Amendment effective, guarantee ${caution}: ${montant}, ${beneficiaire}`,
      corps: ({ caution, montant, beneficiaire, version }) => [
        `Guarantee ${caution} is now for ${montant} in favour of ${beneficiaire}.`,
        `Version ${version} of its act cancels and replaces the one before, which stays in force until the beneficiary discharges it: hand over the new one against the old.`,
      ],
      bouton: 'Open the guarantee',
    },
  },
);
