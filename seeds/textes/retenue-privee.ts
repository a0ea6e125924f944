/** Retenue de garantie, private works: loi n° 71-584 of 16 July 1971, articles 1 and 2 (ordre public, subcontracts included). */
import type { Article, Limite, TexteVersion } from '../../src/specimens/texte.js';
import { texte } from './base.js';
import { article, contratGaranti, effet, engagementSolidaire, exceptions, finales, parties, plafond, SUR_MARCHE } from './clauses.js';
import { beneficiaire, b, dateEffet, droit, finPrevue, marche, montantGaranti, montantsMarche, taux } from './communes.js';

const LOI = 'Loi n° 71-584 du 16 juillet 1971, articles 1 et 2';

const variables = [
  ...beneficiaire('prive', b('Maître d’ouvrage ou entrepreneur principal', 'Project owner or main contractor')),
  ...marche(),
  ...montantsMarche,
  taux('5', '5'),
  ...montantGaranti(['montant_ttc', 'avenants_ttc']),
  dateEffet,
  finPrevue,
  ...droit,
];

const limites: Limite[] = [
  {
    type: 'taux_max',
    montant: 'montant',
    base: ['montant_ttc', 'avenants_ttc'],
    taux: '5',
    article: 'loi n° 71-584 du 16 juillet 1971, art. 1',
  },
];

const objet = article(
  'C5',
  'Objet',
  'La Caution garantit l’exécution des travaux nécessaires à la levée des réserves faites à la réception par le Bénéficiaire. Le présent cautionnement remplace la retenue de garantie : le Bénéficiaire renonce à opérer celle-ci et restitue, le cas échéant, les sommes déjà retenues.',
  'Il ne couvre ni les pénalités, ni les dommages-intérêts, ni les travaux abandonnés avant la réception, ni les désordres apparus après celle-ci.',
);

const opposition = article(
  'C7',
  'Opposition et paiement',
  'Le Bénéficiaire qui entend se prévaloir de l’engagement notifie à la Caution, avant son terme et par lettre recommandée avec demande d’avis de réception adressée à son siège, {{garant.siege}}, une opposition motivée par l’inexécution des obligations du Donneur d’ordre.',
  'La Caution paie, dans la limite du montant garanti, sur justification du coût des travaux restant à exécuter pour lever les réserves et de l’inexécution du Donneur d’ordre.',
);

const fin: Article = article(
  'C10',
  'Fin de l’engagement',
  'Conformément à l’article 2 de la loi du 16 juillet 1971, la Caution est libérée à l’expiration du délai d’un an à compter de la date de réception des travaux, faite avec ou sans réserves et quelle qu’en soit la forme, amiable, tacite ou judiciaire, même en l’absence de mainlevée, si le Bénéficiaire ne lui a pas notifié d’opposition motivée dans ce délai.',
  'L’engagement cesse également par la mainlevée donnée par le Bénéficiaire. La restitution de l’acte n’est pas nécessaire à la libération de la Caution.',
);

const reduction = article(
  'C11',
  'Réduction',
  'Le montant garanti ne peut excéder cinq pour cent du montant définitif du marché. Il est réduit à due concurrence par toute mainlevée partielle donnée par écrit par le Bénéficiaire.',
);

const articles = [
  parties('Caution'),
  contratGaranti(),
  engagementSolidaire(),
  objet,
  plafond('Caution', SUR_MARCHE),
  opposition,
  exceptions,
  effet('Caution', ', date de sa signature'),
  fin,
  reduction,
  ...finales('Caution'),
];

const titre = 'Caution personnelle et solidaire en remplacement de la retenue de garantie';
const commun = { code: 'RG_PRIV', typeCredit: 'RG_PRIV', titre, baseLegale: LOI, variables, limites };

/** The earlier wording spoke of one kind of réception only, and had no clause on reduction. */
export const RG_PRIV_V1: TexteVersion = texte({
  ...commun,
  enVigueurAu: '2024-12-31',
  articles: articles.flatMap((a) => {
    if (a.code === 'C11') return [];
    if (a.code !== 'C10') return [a];
    return [
      article(
        'C10',
        'Fin de l’engagement',
        'La Caution est libérée un an après la date de réception des travaux, avec ou sans réserves, même en l’absence de mainlevée, si le Bénéficiaire ne lui a pas notifié d’opposition motivée par lettre recommandée dans ce délai.',
      ),
    ];
  }),
});

export const RG_PRIV: TexteVersion = texte({ ...commun, version: 2, enVigueurDu: '2025-01-01', articles });

export const RG_PRIV_SNSO: TexteVersion = texte({
  ...commun,
  code: 'RG_PRIV_SNSO',
  produits: ['SNSO'],
  titre: `${titre} – programme SNSO`,
  articles: articles.map((a) =>
    a.code === 'C2'
      ? {
          ...a,
          corps: `${a.corps}\n\nLe Donneur d’ordre bénéficie du programme de cautions négocié pour les adhérents du Syndicat national du second œuvre.`,
        }
      : a,
  ),
});
