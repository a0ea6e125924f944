/** To the adviser: a client gave a document that was asked for. */
import { modele } from '../modele.js';

export default modele<{
  readonly objet: string;
  readonly client: string;
  /** The number of its caution, or else the entity. */
  readonly sur: string;
  readonly commentaire: string;
  readonly chemin: string;
}>(
  { objet: 'Marché signé', client: 'Groupe Essai', sur: 'C26-0000042', commentaire: 'Signé ce matin', chemin: '/gestion/documents/42' },
  {
    fr: {
      quoi: 'Document reçu',
      sujet: ({ objet, client }) => `Document reçu de ${client}\u00a0: ${objet}`,
      corps: ({ objet, client, sur }) => [`${client} a fourni le document que vous attendiez pour ${sur}\u00a0: ${objet}.`],
      bouton: 'Lire le document',
    },
    en: {
      quoi: 'Document received',
      sujet: ({ objet, client }) => `Document received from ${client}: ${objet}`,
      corps: ({ objet, client, sur }) => [`${client} has provided the document that you expected for ${sur}: ${objet}.`],
      bouton: 'Read the document',
    },
  },
);
