/** To the underwriter: a client contests a refusal. */
import { modele, EXEMPLE_DEMANDE, type Demande } from '../modele.js';

export default modele<Demande & { readonly caution: string; readonly client: string; readonly commentaire: string }>(
  {
    ...EXEMPLE_DEMANDE,
    caution: 'C26-0000042',
    client: 'Groupe Essai',
    commentaire: 'Le marché a été signé depuis',
    chemin: '/gestion/revisions/42',
  },
  {
    fr: {
      quoi: 'Révision demandée',
      sujet: ({ caution, client }) => `Révision demandée\u00a0: ${caution}, ${client}`,
      corps: ({ caution, client, montant, beneficiaire }) => [
        `${client} conteste le refus de la caution ${caution} de ${montant} au profit de ${beneficiaire}. Quelqu’un d’autre que le premier décideur la décide. Son argument\u00a0:`,
      ],
      bouton: 'Ouvrir la révision',
    },
    en: {
      quoi: 'Review requested',
      sujet: ({ caution, client }) => `Review requested: ${caution}, ${client}`,
      corps: ({ caution, client, montant, beneficiaire }) => [
        `${client} contests the refusal of guarantee ${caution}, ${montant} in favour of ${beneficiaire}. Somebody else than who refused it first decides. The argument:`,
      ],
      bouton: 'Open the review',
    },
  },
);
