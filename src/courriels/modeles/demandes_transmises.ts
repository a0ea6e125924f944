/** To whoever wrote several demandes, once a selection that holds them was validated: one mail for all. */
import { formatCount } from '../../kit/i18n.js';
import { modele, montantDe, DEMANDES_EXEMPLE, type DemandeListee } from '../modele.js';

interface Transmise extends DemandeListee {
  readonly effective: boolean;
  /** Number of its caution, put in when it is written. */
  readonly caution?: string;
}

export default modele<{ readonly demandes: readonly Transmise[]; readonly chemin: string }>(
  {
    demandes: DEMANDES_EXEMPLE.map((demande, i) => ({ ...demande, effective: i === 0, caution: `C26-000004${i}` })),
    chemin: '/demandes',
  },
  {
    fr: {
      quoi: 'Demandes transmises',
      sujet: ({ demandes }) => `${formatCount(demandes.length, 'fr')} demandes validées et transmises`,
      corps: ({ demandes }) => [
        `${formatCount(demandes.length, 'fr')} de vos demandes ont été validées et transmises ensemble.`,
        ...demandes.map(
          (une) =>
            `${une.numero}\u00a0: ${montantDe(une, 'fr')}, ${une.beneficiaire}, caution ${une.caution ?? ''} ${une.effective ? 'effective' : 'en attente de l’accord de votre conseiller'}`,
        ),
        ...(demandes.every(({ effective }) => effective) ? [] : ['La page d’une caution en attente en dit les raisons.']),
      ],
      bouton: 'Ouvrir les demandes',
    },
    en: {
      quoi: 'Applications transmitted',
      sujet: ({ demandes }) => `${formatCount(demandes.length, 'en')} applications approved and transmitted`,
      corps: ({ demandes }) => [
        `${formatCount(demandes.length, 'en')} of your applications have been approved and transmitted together.`,
        ...demandes.map(
          (une) =>
            `${une.numero}: ${montantDe(une, 'en')}, ${une.beneficiaire}, guarantee ${une.caution ?? ''} ${une.effective ? 'effective' : 'awaiting your adviser’s approval'}`,
        ),
        ...(demandes.every(({ effective }) => effective) ? [] : ['The page of a pending guarantee gives the reasons.']),
      ],
      bouton: 'Open the applications',
    },
  },
);
