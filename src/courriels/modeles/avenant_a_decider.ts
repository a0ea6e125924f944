/** To the account’s adviser: an amendment that waits for him, with the reasons. */
import { modele, CONTROLE_EXEMPLE, enListe, EXEMPLE_DEMANDE, type Controlee, type Demande } from '../modele.js';

export default modele<Demande & Controlee & { readonly caution: string; readonly client: string }>(
  {
    ...EXEMPLE_DEMANDE,
    caution: 'C26-0000042',
    client: 'Groupe Essai',
    controle: CONTROLE_EXEMPLE,
    chemin: '/gestion/avenants/42',
  },
  {
    fr: {
      quoi: 'Avenant à décider',
      sujet: ({ caution, client }) => `Avenant à décider, caution ${caution}\u00a0: ${client}`,
      corps: ({ caution, client, montant, beneficiaire, raisons }) => [
        `${client} demande un avenant à la caution ${caution}, qui serait de ${montant} au profit de ${beneficiaire}. Votre décision est attendue sous 24 heures.`,
        ...enListe(raisons),
      ],
      bouton: 'Ouvrir l’avenant',
    },
    en: {
      quoi: 'Amendment to decide',
      sujet: ({ caution, client }) => `Amendment to decide, guarantee ${caution}: ${client}`,
      corps: ({ caution, client, montant, beneficiaire, raisons }) => [
        `${client} asks for an amendment of guarantee ${caution}, which would be for ${montant} in favour of ${beneficiaire}. Your decision is due within 24 hours.`,
        ...enListe(raisons),
      ],
      bouton: 'Open the amendment',
    },
  },
);
