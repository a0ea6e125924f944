/** Payment of the subcontractor: loi n° 75-1334 of 31 December 1975, articles 14 and 15. Named subcontractor, stated amount, no end date. */
import { FRANCE } from '../../src/kit/countries.js';
import type { Limite, TexteVersion } from '../../src/specimens/texte.js';
import { texte } from './base.js';
import { article, ASSUREUR, DONNEUR, engagementSolidaire, exceptions, finales, plafond } from './clauses.js';
import { b, dateEffet, delaiPaiement, droit, finPrevue, montantGaranti, variable, beneficiaire } from './communes.js';

const variables = [
  ...beneficiaire('prive', b('Sous-traitant', 'Subcontractor')).filter(
    ({ nom }) => nom !== 'beneficiaire_siret' && nom !== 'beneficiaire_nature',
  ),
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
      'La caution doit être délivrée au plus tard le jour de la signature du sous-traité.',
      'The bond must be issued on or before the day the subcontract is signed.',
    ),
  }),
  variable('marche', 'rang', 'entier', 'Rang du sous-traitant', 'Tier of the subcontractor', { max: '9', parDefaut: '1' }),
  variable('marche', 'soustraite_montant', 'montant', 'Montant du sous-traité', 'Amount of the subcontract'),
  ...montantGaranti(),
  dateEffet,
  finPrevue,
  delaiPaiement(),
  ...droit,
];

const limites: Limite[] = [
  { type: 'couverture', montant: 'montant', variable: 'soustraite_montant', article: 'loi n° 75-1334 du 31 décembre 1975, art. 14' },
  {
    type: 'date_avant',
    date: 'date_effet',
    avant: 'soustraite_date',
    article: 'loi n° 75-1334 du 31 décembre 1975, art. 14 (caution antérieure au sous-traité)',
  },
];

const parties = article(
  'C2',
  'Parties',
  `${ASSUREUR}, ci-après « la Caution »,`,
  `s’engage pour le compte de ${DONNEUR}, entrepreneur, ci-après « le Donneur d’ordre »,`,
  'au profit de {{beneficiaire_nom}}{{#soustraitant_siret}}, SIRET {{soustraitant_siret}}{{/soustraitant_siret}}, {{beneficiaire_adresse}}, {{beneficiaire_pays}}{{#beneficiaire_service}}, service {{beneficiaire_service}}{{/beneficiaire_service}}, sous-traitant de rang {{rang}} nommément désigné, ci-après « le Bénéficiaire ».',
);

const contrat = article(
  'C3',
  'Contrat de sous-traitance',
  'Par contrat de sous-traitance n° {{soustraite_numero}} en date du {{soustraite_date}}, d’un montant de {{soustraite_montant}}, le Donneur d’ordre confie au Bénéficiaire les travaux suivants{{#marche_lot}} (lot {{marche_lot}}){{/marche_lot}} : {{marche_objet}}.',
  'Ces travaux sont exécutés à l’adresse suivante : {{chantier_adresse}}{{#marche_numero}}, pour la réalisation du marché principal n° {{marche_numero}}{{/marche_numero}}{{#maitre_ouvrage}}, maître d’ouvrage : {{maitre_ouvrage}}{{/maitre_ouvrage}}.',
);

const objet = article(
  'C5',
  'Objet',
  'Conformément à l’article 14 de la loi n° 75-1334 du 31 décembre 1975, la Caution garantit au Bénéficiaire le paiement de toutes les sommes qui lui sont dues par le Donneur d’ordre en application du contrat de sous-traitance désigné ci-dessus, et de lui seul.',
);

const appel = article(
  'C7',
  'Mise en jeu',
  'Le Bénéficiaire adresse sa demande à la Caution, {{garant.siege}}, par lettre recommandée avec demande d’avis de réception indiquant le montant réclamé et accompagnée des situations ou factures impayées et de la copie de la mise en demeure restée sans effet.',
  'La Caution règle les sommes dues dans les {{delai_paiement_jours}} jours de la réception de la demande complète. Plusieurs demandes peuvent être présentées dans la limite du montant garanti. Aucune autre condition n’est mise au paiement.',
);

const effet = article(
  'C9',
  'Prise d’effet',
  'Le cautionnement prend effet le {{date_effet}}, au plus tard à la signature du contrat de sous-traitance et avant tout commencement d’exécution des travaux sous-traités.',
);

const fin = article(
  'C10',
  'Fin de l’engagement',
  'L’engagement prend fin par le paiement intégral des sommes dues au Bénéficiaire au titre du contrat de sous-traitance, dûment justifié. Ni la réception des travaux, ni une simple lettre du Bénéficiaire ne suffisent à l’éteindre tant que ces sommes restent dues.',
);

const reduction = article(
  'C11',
  'Réduction',
  'Le montant garanti se réduit à mesure des paiements reçus par le Bénéficiaire, sur justification de ceux-ci à la Caution.',
);

const transmission = article(
  'C13',
  'Cession',
  'Le cautionnement suit la créance garantie. La cession est notifiée à la Caution par lettre recommandée avec demande d’avis de réception.',
);

const articles = [
  parties,
  contrat,
  engagementSolidaire(),
  objet,
  plafond('Caution'),
  appel,
  exceptions,
  effet,
  fin,
  reduction,
  ...finales('Caution').map((a) =>
    a.code === 'C12'
      ? article(
          'C12',
          'Augmentation',
          'Toute augmentation du prix du contrat de sous-traitance est couverte par un avenant au présent acte, délivré avant l’exécution des travaux supplémentaires.',
        )
      : a.code === 'C13'
        ? transmission
        : a,
  ),
];

const commun = {
  code: 'ST',
  typeCredit: 'ST',
  titre: 'Caution personnelle et solidaire de paiement du sous-traitant',
  baseLegale: 'Loi n° 75-1334 du 31 décembre 1975, articles 14 et 15',
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
