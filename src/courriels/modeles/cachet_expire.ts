/** To the insurer: the certificate of its seal ends in so many days, and nothing can be sealed afterwards. */
import { formatCount } from '../../kit/i18n.js';
import { modele } from '../modele.js';

export default modele<{ readonly count: number; readonly jour: string; readonly chemin: string }>(
  { count: 60, jour: '26/01/2027', chemin: '/gestion/travaux' },
  {
    fr: {
      quoi: 'Certificat du cachet bientôt expiré',
      sujet: ({ count }) =>
        count > 1 ? `Le certificat du cachet expire dans ${formatCount(count, 'fr')} jours` : 'Le certificat du cachet expire',
      corps: ({ jour }) => [
        `Le certificat qui scelle les actes est valable jusqu’au ${jour} compris. Ensuite, aucun acte ne peut plus être scellé\u202f: les cautions validées attendent leur original.`,
        'Demandez-en un nouveau à votre prestataire de confiance et faites-le installer avant cette date. Les actes déjà scellés restent valables.',
      ],
      bouton: 'Voir les travaux à reprendre',
    },
    en: {
      quoi: 'Seal certificate soon expired',
      sujet: ({ count }) => (count > 1 ? `The seal’s certificate ends in ${formatCount(count, 'en')} days` : 'The seal’s certificate ends'),
      corps: ({ jour }) => [
        `The certificate that seals the acts is valid until ${jour} included. After that, no act can be sealed: validated guarantees wait for their original.`,
        'Ask your trust service provider for a new one and have it installed before that date. Acts already sealed stay valid.',
      ],
      bouton: 'See the work to be done again',
    },
  },
);
