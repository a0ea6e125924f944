/** Retenue de garantie, private works: loi n° 71-584 of 16 July 1971, articles 1 and 2 (ordre public, subcontracts included). */
import type { Article, Limite, TexteVersion } from '../../src/specimens/texte.js';
import { pour, texte } from './base.js';
import {
  article,
  contratGaranti,
  effet,
  engagementSolidaire,
  exceptions,
  finales,
  parties,
  plafond,
  selon,
  SUR_MARCHE,
} from './clauses.js';
import { beneficiaire, b, dateEffet, droit, finPrevue, marche, montantGaranti, montantsMarche, taux } from './communes.js';

const SOURCES = ['legifrance LEGIARTI000006474230', 'mury-avocats.fr', 'barreaudecarpentras.fr', 'avolitis.fr'];
const LOI = 'Loi n° 71-584 du 16 juillet 1971, articles 1 et 2';

const variables = [
  ...beneficiaire(['prive', 'particulier'], b('Maître d’ouvrage ou entrepreneur principal', 'Project owner or main contractor')),
  ...marche(),
  ...montantsMarche,
  taux('5', '5'),
  ...montantGaranti(['montant_ttc', 'avenants_ttc']),
  dateEffet,
  finPrevue,
  ...droit,
];

const limites: Limite[] = [
  pour(['prive', 'particulier'], 'loi n° 71-584 du 16 juillet 1971, art. 1 : marchés privés'),
  {
    type: 'taux_max',
    montant: 'montant',
    base: ['montant_ttc', 'avenants_ttc'],
    taux: '5',
    article: 'loi n° 71-584 du 16 juillet 1971, art. 1',
  },
];

const objet = selon(
  'loi n° 71-584 du 16 juillet 1971, art. 1 ; Cass. 3e civ., 22 septembre 2004 et 4 février 2016',
  article(
    'C5',
    'Objet',
    'La Caution garantit l’exécution des travaux nécessaires à la levée des réserves faites à la réception par le Bénéficiaire. Le présent cautionnement remplace la retenue de garantie : le Bénéficiaire renonce à opérer celle-ci et restitue, le cas échéant, les sommes déjà retenues.',
    'Il ne couvre ni les pénalités, ni les dommages-intérêts, ni les travaux abandonnés avant la réception, ni les désordres apparus après celle-ci.',
  ),
);

const opposition = selon(
  'loi n° 71-584 du 16 juillet 1971, art. 2 ; code des postes et des communications électroniques, art. L100',
  article(
    'C7',
    'Opposition et paiement',
    'Le Bénéficiaire qui entend se prévaloir de l’engagement notifie à la Caution, avant son terme et par lettre recommandée adressée à son siège, {{garant.siege}}, une opposition motivée par l’inexécution des obligations du Donneur d’ordre. La lettre recommandée électronique qualifiée et l’acte de commissaire de justice signifié à la Caution valent notification.',
    'La Caution paie, dans la limite du montant garanti, sur justification du coût des travaux restant à exécuter pour lever les réserves et de l’inexécution du Donneur d’ordre.',
  ),
  'acte de commissaire de justice : code de procédure civile, art. 651',
);

const fin: Article = selon(
  'loi n° 71-584 du 16 juillet 1971, art. 2',
  article(
    'C10',
    'Fin de l’engagement',
    'Conformément à l’article 2 de la loi du 16 juillet 1971, la Caution est libérée à l’expiration du délai d’un an à compter de la date de réception des travaux, faite avec ou sans réserves et quelle qu’en soit la forme, amiable, tacite ou judiciaire, même en l’absence de mainlevée, si le Bénéficiaire ne lui a pas notifié d’opposition motivée dans ce délai.',
    'L’engagement cesse également par la mainlevée donnée par le Bénéficiaire. La restitution de l’acte n’est pas nécessaire à la libération de la Caution.',
  ),
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
  exceptions(),
  effet('Caution'),
  fin,
  reduction,
  ...finales('Caution'),
];

const titre = 'Caution personnelle et solidaire en remplacement de la retenue de garantie';
const commun = { code: 'RG_PRIV', typeCredit: 'RG_PRIV', titre, baseLegale: LOI, sources: SOURCES, variables, limites };

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
