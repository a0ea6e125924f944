/** To the account's adviser: a release that its client asks for. */
import { modele, EXEMPLE_DEMANDE, type Demande } from '../modele.js';

export default modele<Demande & { readonly caution: string; readonly client: string }>(
  { ...EXEMPLE_DEMANDE, caution: 'C26-0000042', client: 'Groupe Essai', chemin: '/gestion/mainlevees/42' },
  {
    fr: {
      quoi: 'Mainlevée demandée',
      sujet: ({ caution, client }) => `Mainlevée demandée\u00a0: ${caution}, ${client}`,
      corps: ({ caution, client, montant, beneficiaire }) => [
        `${client} demande la mainlevée de la caution ${caution}, de ${montant} au profit de ${beneficiaire}.`,
      ],
      bouton: 'Ouvrir la demande de mainlevée',
    },
    en: {
      quoi: 'Release asked for',
      sujet: ({ caution, client }) => `Release asked for: ${caution}, ${client}`,
      corps: ({ caution, client, montant, beneficiaire }) => [
        `${client} asks for the release of guarantee ${caution}, ${montant} in favour of ${beneficiaire}.`,
      ],
      bouton: 'Open the request for release',
    },
  },
);
