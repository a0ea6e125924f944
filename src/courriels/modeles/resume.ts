/** The daily or weekly summary of what asks for an action. */
import { formatCount } from '../../kit/i18n.js';
import { modele } from '../modele.js';

export default modele<{ readonly count: number; readonly lignes: string; readonly compte: string; readonly chemin: string }>(
  { count: 2, lignes: '3 demandes à valider\n1 facture échue', compte: 'Groupe Essai', chemin: '/' },
  {
    fr: {
      quoi: 'Résumé de vos alertes',
      sujet: ({ compte, count }) =>
        count < 2
          ? `${compte}\u00a0: ${formatCount(count, 'fr')} situation demande votre attention`
          : `${compte}\u00a0: ${formatCount(count, 'fr')} situations demandent votre attention`,
      corps: ({ lignes }) => [lignes, 'Vous recevez ce résumé parce que vous l’avez choisi dans votre profil.'],
      bouton: 'Ouvrir Cautionet',
    },
    en: {
      quoi: 'Summary of your alerts',
      sujet: ({ compte, count }) =>
        count === 1
          ? `${compte}: ${formatCount(count, 'en')} situation asks for your attention`
          : `${compte}: ${formatCount(count, 'en')} situations ask for your attention`,
      corps: ({ lignes }) => [lignes, 'You receive this summary because you chose it in your profile.'],
      bouton: 'Open Cautionet',
    },
  },
);
