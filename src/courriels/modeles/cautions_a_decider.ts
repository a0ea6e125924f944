/** To the account’s adviser: cautions that the control made wait, with the reasons; one message for those that were transmitted together. */
import { formatCount } from '../../kit/i18n.js';
import { modele, montantDe, CONTROLE_EXEMPLE, DEMANDES_EXEMPLE, enListe, type Controlee, type DemandeListee } from '../modele.js';

interface ADecider extends DemandeListee, Controlee {
  /** Number of its caution, put in when it is written. */
  readonly caution?: string;
}

export default modele<{ readonly client: string; readonly demandes: readonly ADecider[]; readonly chemin: string }>(
  {
    client: 'Groupe Essai',
    demandes: DEMANDES_EXEMPLE.map((demande, i) => ({ ...demande, caution: `C26-000004${i}`, controle: CONTROLE_EXEMPLE })),
    chemin: '/gestion',
  },
  {
    fr: {
      quoi: 'Cautions à décider',
      sujet: ({ client, demandes }) =>
        demandes.length === 1
          ? `Caution à décider\u00a0: ${client}`
          : `${formatCount(demandes.length, 'fr')} cautions à décider\u00a0: ${client}`,
      corps: ({ client, demandes }) => [
        `Le contrôle automatique n’a pas rendu effectives ces cautions de ${client}. Votre décision est attendue sous 24 heures.`,
        ...demandes.flatMap((une) => [
          `${une.caution ?? une.numero}\u00a0: ${montantDe(une, 'fr')}, ${une.beneficiaire}, pour ${une.entite}`,
          ...enListe(une.raisons),
        ]),
      ],
      bouton: 'Ouvrir les cautions en attente',
    },
    en: {
      quoi: 'Guarantees to decide',
      sujet: ({ client, demandes }) =>
        demandes.length === 1 ? `Guarantee to decide: ${client}` : `${formatCount(demandes.length, 'en')} guarantees to decide: ${client}`,
      corps: ({ client, demandes }) => [
        `The automatic control did not make these guarantees of ${client} effective. Your decision is due within 24 hours.`,
        ...demandes.flatMap((une) => [
          `${une.caution ?? une.numero}: ${montantDe(une, 'en')}, ${une.beneficiaire}, for ${une.entite}`,
          ...enListe(une.raisons),
        ]),
      ],
      bouton: 'Open the pending guarantees',
    },
  },
);
