/** Product Marché: payment of the supplier and of the entrepreneur. */
import { EMISSION, type TexteVersion } from '../../src/specimens/texte.js';
import { pour, texte } from './base.js';
import { article, effet, engagementSolidaire, exceptions, finADate, finales, parties, plafond, selon } from './clauses.js';
import {
  b,
  beneficiaire,
  choix,
  dateEffet,
  dateFin,
  delaiPaiement,
  droit,
  finPrevue,
  marche,
  montantGaranti,
  variable,
} from './communes.js';

const CODE_CIVIL = 'Articles 2288 et suivants du code civil';

export const FOUR: TexteVersion = texte({
  code: 'FOUR',
  typeCredit: 'FOUR',
  titre: 'Caution personnelle et solidaire de paiement du fournisseur',
  baseLegale: CODE_CIVIL,
  sources: ['code civil'],
  fin: 'date',
  variables: [
    ...beneficiaire(['prive'], b('Fournisseur', 'Supplier')),
    variable('marche', 'commande_numero', 'texte', 'N° de commande', 'Order number', { longueurMax: 60 }),
    variable('marche', 'commande_date', 'date', 'Date de la commande', 'Date of the order', { max: EMISSION }),
    variable('marche', 'echeance_date', 'date', 'Échéance de paiement', 'Payment due date', { min: 'commande_date' }),
    variable('marche', 'marche_objet', 'texte_long', 'Fournitures commandées', 'Goods ordered', { longueurMin: 5 }),
    ...montantGaranti(),
    dateEffet,
    {
      ...dateFin,
      aide: b('Un mois et demi au moins après l’échéance de paiement.', 'At least a month and a half after the due date.'),
    },
    variable('garantie', 'marge_jours', 'entier', 'Temps pour réclamer', 'Time to claim', {
      calcul: { type: 'constante', valeur: '45' },
    }),
    variable('garantie', 'reclamation_date', 'date', 'Dernier jour utile', 'Last useful day', {
      calcul: { type: 'date_plus', de: 'echeance_date', jours: 'marge_jours' },
    }),
    variable('conditions', 'preavis', 'choix', 'Mise en demeure préalable', 'Prior notice', {
      choix: [choix('quinze_jours', 'Quinze jours avant la demande', 'Fifteen days before the claim'), choix('aucune', 'Aucune', 'None')],
      parDefaut: 'quinze_jours',
    }),
    delaiPaiement(),
    ...droit,
  ],
  limites: [
    pour(['prive', 'particulier'], 'caution de paiement du fournisseur'),
    {
      type: 'date_avant',
      date: 'reclamation_date',
      avant: 'date_fin',
      article: 'la fin laisse le temps de l’échéance, de la mise en demeure et de la demande',
    },
  ],
  articles: [
    parties('Caution'),
    article(
      'C3',
      'Commande',
      'Par commande n° {{commande_numero}} du {{commande_date}}, le Donneur d’ordre a commandé au Bénéficiaire les fournitures suivantes, payables au plus tard le {{echeance_date}} : {{marche_objet}}.',
    ),
    engagementSolidaire(),
    article(
      'C5',
      'Objet',
      'La Caution garantit le paiement du prix des fournitures de la commande désignée ci-dessus, effectivement livrées. Aucune autre commande, présente ou future, n’est couverte.',
    ),
    plafond('Caution'),
    article(
      'C7',
      'Mise en jeu',
      'Le Bénéficiaire adresse sa demande à la Caution, {{garant.siege}}, par lettre recommandée, accompagnée de la facture impayée à l’échéance et de la preuve de la livraison{{#preavis_quinze_jours}}, quinze jours au moins après une mise en demeure du Donneur d’ordre restée sans effet{{/preavis_quinze_jours}}.',
      'La Caution règle les sommes dues dans les {{delai_paiement_jours}} jours de la réception de la demande complète. Plusieurs demandes peuvent être présentées dans la limite du montant garanti.',
    ),
    exceptions(),
    effet('Caution'),
    finADate('Caution', 'L’engagement s’éteint par le paiement de la commande.'),
    ...finales('Caution', 'Les modifications de la commande'),
  ],
});

/** Here the owner is the debtor and the entrepreneur the beneficiary. */
export const P1799: TexteVersion = texte({
  code: 'P1799',
  typeCredit: 'P1799',
  titre: 'Caution solidaire de paiement de l’entrepreneur',
  baseLegale: 'Article 1799-1 du code civil ; décret n° 99-658 du 30 juillet 1999',
  sources: ['tricoteuses JORFARTI000001891243', 'eurojuris 43115', 'abcd-grandparis'],
  variables: [
    ...beneficiaire(['prive'], b('Entrepreneur', 'Contractor')),
    ...marche(),
    variable('marche', 'montant_ht', 'montant', 'Montant HT du marché', 'Contract amount excl. tax', {
      aide: b('Déduction faite des arrhes et acomptes versés à la conclusion.', 'Less any deposit paid when the contract was concluded.'),
    }),
    variable('marche', 'montant_ttc', 'montant', 'Montant TTC du marché', 'Contract amount incl. tax', { min: 'montant_ht' }),
    ...montantGaranti(),
    dateEffet,
    finPrevue,
    delaiPaiement(),
    ...droit,
  ],
  limites: [
    pour(['prive', 'particulier'], 'code civil, art. 1799-1 : l’entrepreneur'),
    { type: 'plafond', montant: 'montant', variable: 'montant_ttc', article: 'le prix du marché' },
    {
      type: 'montant_min',
      variable: 'montant_ht',
      valeur: '12000',
      strict: true,
      article: 'code civil, art. 1799-1 ; décret n° 99-658, art. 1',
    },
  ],
  articles: [
    parties('Caution', 'le Maître d’ouvrage', 'l’Entrepreneur'),
    article(
      'C3',
      'Marché de travaux privé',
      'Par un marché de travaux privé{{#marche_numero}} n° {{marche_numero}}{{/marche_numero}} signé le {{marche_date}}, le Maître d’ouvrage a confié à l’Entrepreneur{{#marche_lot}} (lot {{marche_lot}}){{/marche_lot}} : {{marche_objet}}. Lieu des travaux : {{chantier_adresse}}.',
      'Le montant du marché est de {{montant_ht}} hors taxes, soit {{montant_ttc}} toutes taxes comprises.',
    ),
    article(
      'C4',
      'Engagement de caution',
      'Conformément à l’article 1799-1 du code civil, la Caution se constitue caution personnelle et solidaire du Maître d’ouvrage, débiteur du prix, envers l’Entrepreneur, et renonce au bénéfice de discussion (article 2305 du code civil) et au bénéfice de division (article 2306).',
    ),
    article(
      'C5',
      'Objet',
      'La Caution garantit le paiement des sommes dues à l’Entrepreneur au titre du marché, travaux supplémentaires commandés compris.',
    ),
    plafond('Caution'),
    article(
      'C7',
      'Mise en jeu',
      'L’Entrepreneur adresse sa demande à la Caution, {{garant.siege}}, par lettre recommandée. Il justifie, pour seule condition, que sa créance est certaine, liquide et exigible et que le Maître d’ouvrage est défaillant. Aucun ordre ni accord du Maître d’ouvrage n’est requis.',
      'La Caution règle les sommes dues dans les {{delai_paiement_jours}} jours de la réception de la demande complète. Plusieurs demandes peuvent être présentées dans la limite du montant garanti.',
    ),
    selon(
      'Cass. 3e civ., 5 décembre 2024, 23-10.727',
      article(
        'C8',
        'Exceptions',
        'La Caution peut opposer les exceptions inhérentes à la dette. Elle ne se prévaut pas de la compensation avec des créances du Maître d’ouvrage.',
      ),
      'sommaire seul lu',
    ),
    effet('Caution'),
    article(
      'C10',
      'Fin de l’engagement',
      'L’engagement prend fin par le paiement intégral des sommes dues à l’Entrepreneur au titre du marché. La restitution de l’acte n’est pas requise.',
    ),
    article('C11', 'Réduction', 'Le montant garanti se réduit à mesure des paiements reçus par l’Entrepreneur, sur justification.'),
    ...finales('Caution'),
  ],
});
