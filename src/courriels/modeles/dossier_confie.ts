/** To the underwriter: a file that its adviser may not decide alone. */
import { modele, EXEMPLE_DEMANDE, type Demande } from '../modele.js';

export default modele<Demande & { readonly caution: string; readonly client: string; readonly commentaire: string }>(
  {
    ...EXEMPLE_DEMANDE,
    caution: 'C26-0000042',
    client: 'Groupe Essai',
    commentaire: 'Au-delà de ma limite',
    chemin: '/gestion/cautions/C26-0000042',
  },
  {
    fr: {
      quoi: 'Dossier confié',
      sujet: ({ caution, client }) => `Dossier ${caution} confié\u00a0: ${client}`,
      corps: ({ caution, client, montant, beneficiaire }) => [
        `La décision sur la caution ${caution} de ${client}, de ${montant} au profit de ${beneficiaire}, vous est confiée, avec ce mot\u00a0:`,
      ],
      bouton: 'Ouvrir le dossier',
    },
    en: {
      quoi: 'File handed over',
      sujet: ({ caution, client }) => `File ${caution} handed over: ${client}`,
      corps: ({ caution, client, montant, beneficiaire }) => [
        `The decision on guarantee ${caution} of ${client}, ${montant} in favour of ${beneficiaire}, is handed over to you, with this word:`,
      ],
      bouton: 'Open the file',
    },
  },
);
