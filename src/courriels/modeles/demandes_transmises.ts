/** To whoever wrote several demandes, once a selection that holds them was validated: one mail for all. */
import { formatCount } from '../../kit/i18n.js';
import { modele, montantDe, CONTROLE_EXEMPLE, DEMANDES_EXEMPLE, enListe, type Controlee, type DemandeListee } from '../modele.js';

interface Transmise extends DemandeListee, Controlee {
  readonly effective: boolean;
  /** Number of its caution, put in when it is written. */
  readonly caution?: string;
}

export default modele<{ readonly demandes: readonly Transmise[]; readonly chemin: string }>(
  {
    demandes: DEMANDES_EXEMPLE.map((demande, i) => ({
      ...demande,
      effective: i === 0,
      caution: `C26-000004${i}`,
      controle: i === 0 ? [] : CONTROLE_EXEMPLE,
    })),
    chemin: '/demandes',
  },
  {
    fr: {
      quoi: 'Demandes transmises',
      sujet: ({ demandes }) => `${formatCount(demandes.length, 'fr')} demandes validées et transmises`,
      corps: ({ demandes }) => [
        `${formatCount(demandes.length, 'fr')} de vos demandes ont été validées et transmises ensemble.`,
        ...demandes.flatMap((une) => [
          `${une.numero}\u00a0: ${montantDe(une, 'fr')}, ${une.beneficiaire}, caution ${une.caution ?? ''} ${une.effective ? 'effective' : 'en attente de l’accord de votre conseiller, car\u00a0:'}`,
          ...enListe(une.raisons),
        ]),
      ],
      bouton: 'Ouvrir les demandes',
    },
    en: {
      quoi: 'Applications transmitted',
      sujet: ({ demandes }) => `${formatCount(demandes.length, 'en')} applications approved and transmitted`,
      corps: ({ demandes }) => [
        `${formatCount(demandes.length, 'en')} of your applications have been approved and transmitted together.`,
        ...demandes.flatMap((une) => [
          `${une.numero}: ${montantDe(une, 'en')}, ${une.beneficiaire}, guarantee ${une.caution ?? ''} ${une.effective ? 'effective' : 'awaiting your adviser’s approval, because:'}`,
          ...enListe(une.raisons),
        ]),
      ],
      bouton: 'Open the applications',
    },
  },
);
