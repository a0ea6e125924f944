/** Payment of the subcontractor: loi n° 75-1334 of 31 December 1975, articles 14 and 15. Named subcontractor, stated amount, no end date. */
import { FRANCE } from '../../src/kit/countries.js';
import { EMISSION, type Condition, type Limite, type TexteVersion } from '../../src/specimens/texte.js';
import { pour, texte } from './base.js';
import { article, ASSUREUR, DONNEUR, engagementSolidaire, exceptions, finales, plafond, selon } from './clauses.js';
import { b, beneficiaire, choix, dateEffet, delaiPaiement, droit, finPrevue, montantGaranti, variable } from './communes.js';

const LOI = 'loi n° 75-1334 du 31 décembre 1975, art. 14';
const AGREMENT: Condition[] = [{ variable: 'effet_sous_traite', vaut: ['agrement'] }];
const SIGNATURE: Condition[] = [{ variable: 'effet_sous_traite', vaut: ['signature'] }];

const variables = [
  ...beneficiaire(['prive'], b('Sous-traitant', 'Subcontractor')).filter(({ nom }) => nom !== 'beneficiaire_siret'),
  variable('beneficiaire', 'soustraitant_siret', 'siret', 'SIRET du sous-traitant', 'Subcontractor’s SIRET', {
    si: [{ variable: 'beneficiaire_pays', vaut: FRANCE }],
    aide: b('14 chiffres, espaces acceptés.', '14 digits, spaces allowed.'),
  }),
  variable('marche', 'marche_numero', 'texte', 'N° du marché principal', 'Main contract number', { obligatoire: false, longueurMax: 60 }),
  variable('marche', 'marche_objet', 'texte_long', 'Objet des travaux sous-traités', 'Works subcontracted', { longueurMin: 5 }),
  variable('marche', 'marche_lot', 'texte', 'Lot', 'Lot', { obligatoire: false, longueurMax: 100 }),
  variable('marche', 'maitre_ouvrage', 'texte', 'Maître d’ouvrage', 'Project owner', { obligatoire: false }),
  variable('marche', 'chantier_adresse', 'adresse', 'Lieu des travaux', 'Place of the works', { longueurMin: 3 }),
  variable('marche', 'soustraite_numero', 'texte', 'N° du contrat de sous-traitance', 'Subcontract number', { longueurMax: 60 }),
  variable('marche', 'soustraite_date', 'date', 'Date du contrat de sous-traitance', 'Date of the subcontract', {
    aide: b(
      'La caution est délivrée au plus tard ce jour-là, à peine de nullité du sous-traité.',
      'The guarantee is issued on or before that day, or the subcontract is void.',
    ),
  }),
  variable('marche', 'effet_sous_traite', 'choix', 'Prise d’effet du sous-traité', 'When the subcontract takes effect', {
    choix: [
      choix('signature', 'À sa signature', 'When it is signed'),
      choix('agrement', 'À l’agrément du maître d’ouvrage', 'When the owner approves the subcontractor'),
    ],
    parDefaut: 'signature',
  }),
  variable('marche', 'agrement_date', 'date', 'Date de l’agrément', 'Date of the approval', { si: AGREMENT }),
  variable('marche', 'travaux_date', 'date', 'Début des travaux sous-traités', 'Start of the subcontracted works', {
    obligatoire: false,
    aide: b('La caution précède aussi le début des travaux.', 'The guarantee comes before the works too.'),
  }),
  variable('marche', 'rang', 'entier', 'Rang du sous-traitant', 'Tier of the subcontractor', {
    max: '9',
    parDefaut: '1',
    aide: b(
      'Au rang 1 d’un marché public, le sous-traitant a déjà droit au paiement direct (code de la commande publique, art. L2193-11).',
      'At tier 1 of a public contract the subcontractor is paid directly already (code de la commande publique, art. L2193-11).',
    ),
  }),
  variable('marche', 'soustraite_montant', 'montant', 'Montant du sous-traité', 'Amount of the subcontract'),
  ...montantGaranti(),
  dateEffet,
  finPrevue,
  delaiPaiement(),
  ...droit,
];

/** The day of issue counts, not the effect typed: an act that comes after the subcontract leaves it void. */
const limites: Limite[] = [
  pour(['prive', 'particulier'], LOI, 'soustraitant_siret'),
  { type: 'egal', montant: 'montant', variable: 'soustraite_montant', article: LOI },
  {
    type: 'date_avant',
    date: EMISSION,
    avant: 'soustraite_date',
    si: SIGNATURE,
    article: `${LOI} : caution délivrée au plus tard à la signature du sous-traité`,
  },
  {
    type: 'date_avant',
    date: EMISSION,
    avant: 'agrement_date',
    si: AGREMENT,
    article: `${LOI} : caution délivrée au plus tard à l’agrément (Cass. 3e civ., 30 avril 2025, 23-19.086)`,
  },
  {
    type: 'date_avant',
    date: EMISSION,
    avant: 'travaux_date',
    facultative: true,
    article: `${LOI} : caution délivrée avant les travaux (Cass. 3e civ., 21 janvier 2021, 19-22.219)`,
  },
  { type: 'date_avant', date: 'date_effet', avant: 'soustraite_date', si: SIGNATURE, article: LOI },
  { type: 'date_avant', date: 'date_effet', avant: 'agrement_date', si: AGREMENT, article: LOI },
  { type: 'date_avant', date: 'date_effet', avant: 'travaux_date', facultative: true, article: LOI },
];

const parties = selon(
  'Cass. 3e civ., 18 décembre 2002 : sous-traitant nommé',
  article(
    'C2',
    'Parties',
    `${ASSUREUR}, ci-après « la Caution »,`,
    `s’engage pour le compte de ${DONNEUR}, entrepreneur, ci-après « le Donneur d’ordre »,`,
    'au profit de {{beneficiaire_nom}}{{#soustraitant_siret}}, SIRET {{soustraitant_siret}}{{/soustraitant_siret}}, {{beneficiaire_adresse}}, {{beneficiaire_pays}}{{#beneficiaire_service}}, service {{beneficiaire_service}}{{/beneficiaire_service}}, sous-traitant de rang {{rang}} nommément désigné, ci-après « le Bénéficiaire ».',
  ),
);

const contrat = article(
  'C3',
  'Contrat de sous-traitance',
  'Par contrat de sous-traitance n° {{soustraite_numero}} daté du {{soustraite_date}}, d’un montant de {{soustraite_montant}}, le Donneur d’ordre confie au Bénéficiaire les travaux suivants{{#marche_lot}} (lot {{marche_lot}}){{/marche_lot}} : {{marche_objet}}.{{#effet_sous_traite_agrement}} Ce contrat prend effet à l’agrément du sous-traitant par le maître de l’ouvrage, le {{agrement_date}}.{{/effet_sous_traite_agrement}}',
  'Ces travaux sont exécutés à l’adresse suivante : {{chantier_adresse}}{{#marche_numero}}, pour la réalisation du marché principal n° {{marche_numero}}{{/marche_numero}}{{#maitre_ouvrage}}, maître d’ouvrage : {{maitre_ouvrage}}{{/maitre_ouvrage}}{{#travaux_date}}, à compter du {{travaux_date}}{{/travaux_date}}.',
);

const objet = selon(
  `${LOI} et 15`,
  article(
    'C5',
    'Objet',
    'Conformément à l’article 14 de la loi n° 75-1334 du 31 décembre 1975, la Caution garantit au Bénéficiaire le paiement de toutes les sommes qui lui sont dues par le Donneur d’ordre en application du contrat de sous-traitance désigné ci-dessus, et de lui seul.',
  ),
);

const appel = selon(
  'loi n° 75-1334 du 31 décembre 1975, art. 15',
  article(
    'C7',
    'Mise en jeu',
    'Le Bénéficiaire adresse sa demande à la Caution, {{garant.siege}}, par lettre recommandée indiquant le montant réclamé et accompagnée des situations ou factures impayées.',
    'La Caution règle les sommes dues dans les {{delai_paiement_jours}} jours de la réception de cette demande. Plusieurs demandes peuvent être présentées dans la limite du montant garanti. Ni mise en demeure, ni aucune autre condition n’est mise au paiement.',
  ),
);

const effet = selon(
  LOI,
  article(
    'C9',
    'Prise d’effet',
    'Le cautionnement prend effet le {{date_effet}}, au plus tard à la {{#effet_sous_traite_agrement}}prise d’effet{{/effet_sous_traite_agrement}}{{^effet_sous_traite_agrement}}signature{{/effet_sous_traite_agrement}} du contrat de sous-traitance et avant tout commencement d’exécution des travaux sous-traités.',
  ),
);

const fin = selon(
  'Cass. 3e civ., 27 novembre 2025, 23-19.800, et 14 septembre 2017, 16-18.416',
  article(
    'C10',
    'Fin de l’engagement',
    'L’engagement prend fin par le paiement intégral des sommes dues au Bénéficiaire au titre du contrat de sous-traitance, dûment justifié. Ni la réception des travaux, ni une simple lettre du Bénéficiaire ne suffisent à l’éteindre tant que ces sommes restent dues.',
  ),
);

const reduction = article(
  'C11',
  'Réduction',
  'Le montant garanti se réduit à mesure des paiements reçus par le Bénéficiaire, sur justification de ceux-ci à la Caution.',
);

const augmentation = article(
  'C12',
  'Augmentation',
  'Toute augmentation du prix du contrat de sous-traitance est couverte par un avenant au présent acte, délivré avant l’exécution des travaux supplémentaires.',
);

const articles = [
  parties,
  contrat,
  engagementSolidaire(),
  objet,
  plafond('Caution', ', montant du contrat de sous-traitance'),
  appel,
  exceptions(),
  effet,
  fin,
  reduction,
  ...finales('Caution').map((clause) => (clause.code === 'C12' ? augmentation : clause)),
];

const commun = {
  code: 'ST',
  typeCredit: 'ST',
  titre: 'Caution personnelle et solidaire de paiement du sous-traitant',
  baseLegale: 'Loi n° 75-1334 du 31 décembre 1975, articles 14 et 15',
  sources: ['avocats-arc.fr', 'martin-associes.com', 'milon-avocats.com', 'allezassocies.com', 'karila.fr'],
  variables,
  limites,
};

/** Before the ruling of 27 November 2025 on end dates (Cass. 3e civ., 23-19.800), the wording did not say that réception ends nothing. */
export const ST_V1: TexteVersion = texte({
  ...commun,
  enVigueurAu: '2025-12-31',
  articles: articles.map((a) =>
    a.code === 'C10'
      ? article(
          'C10',
          'Fin de l’engagement',
          'L’engagement prend fin par le paiement intégral des sommes dues au Bénéficiaire au titre du contrat de sous-traitance, dûment justifié.',
        )
      : a,
  ),
});

export const ST: TexteVersion = texte({ ...commun, version: 2, enVigueurDu: '2026-01-01', articles });

export const ST_SNSO: TexteVersion = texte({
  ...commun,
  code: 'ST_SNSO',
  produits: ['SNSO'],
  titre: `${commun.titre} – programme SNSO`,
  articles,
});
