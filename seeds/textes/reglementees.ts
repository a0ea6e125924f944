/** Financial guarantees that a law requires of a profession: temporary work, estate agents. */
import type { TexteVersion } from '../../src/specimens/texte.js';
import { texte } from './base.js';
import { article, effet, finales, plafond, selon } from './clauses.js';
import { b, beneficiaire, choix, dateEffet, droit, montantGaranti, variable } from './communes.js';

import { annuelle, commun, DESTINATAIRES, engagement, parties, RECONDUCTION } from './reglementees-communes.js';

const exercice = variable('marche', 'exercice', 'texte', 'Exercice de référence', 'Reference year', { longueurMax: 30 });

export const TT: TexteVersion = texte({
  ...commun,
  code: 'TT',
  typeCredit: 'TT',
  titre: 'Garantie financière de l’entreprise de travail temporaire',
  fin: 'annee',
  baseLegale: 'Code du travail, articles L1251-49 à L1251-52 et R1251-12 à R1251-21',
  sources: ['legifrance LEGISCTA000006198553', 'french-business-law.com R1251-14 à -21', 'tricoteuses LEGIARTI000006783037'],
  modeleReglementaire: true,
  aRemplacerParModele: true,
  variables: [
    ...beneficiaire(DESTINATAIRES, b('Destinataire de l’attestation', 'Recipient of the certificate')),
    variable('marche', 'ca_ht', 'montant', 'Chiffre d’affaires HT de travail temporaire', 'Turnover of temporary work excl. tax'),
    exercice,
    variable('marche', 'etablissements', 'texte_long', 'Établissements', 'Establishments', { longueurMin: 3 }),
    ...montantGaranti(),
    dateEffet,
    annuelle,
    ...droit,
  ],
  limites: [
    { type: 'taux_min', montant: 'montant', base: ['ca_ht'], taux: '8', article: 'code du travail, art. R1251-12' },
    { type: 'montant_min', variable: 'montant', valeur: '151445', article: 'code du travail, art. L1251-50 et R1251-12, minimum de 2026' },
  ],
  articles: [
    parties(
      'l’Entreprise de travail temporaire',
      'de ses salariés intérimaires et des organismes de sécurité sociale et institutions sociales',
    ),
    article(
      'C3',
      'Activité garantie',
      'L’Entreprise de travail temporaire a réalisé, au titre de l’exercice {{exercice}} et de sa seule activité de travail temporaire, un chiffre d’affaires hors taxes de {{ca_ht}}, certifié par un expert-comptable. Ses établissements sont les suivants : {{etablissements}}.',
    ),
    engagement(
      'de l’Entreprise de travail temporaire',
      'l’article L1251-49 du code du travail',
      'Cet engagement de caution est unique. Il est pris en exécution d’une convention écrite qui en précise les conditions et les modalités du contrôle comptable exercé par la Caution.',
    ),
    selon(
      'code du travail, art. L1251-49 ; code de la sécurité sociale, art. L244-8',
      article(
        'C5',
        'Objet',
        'La Caution garantit, en cas de défaillance de l’Entreprise de travail temporaire, le paiement :',
        '- des salaires et de leurs accessoires ;\n- des indemnités résultant des dispositions du code du travail relatives au travail temporaire ;\n- des cotisations obligatoires dues aux organismes de sécurité sociale et aux institutions sociales ;\n- des remboursements qui peuvent, le cas échéant, incomber aux employeurs à l’égard de ces organismes et institutions, dans les conditions de l’article L244-8 du code de la sécurité sociale.',
      ),
    ),
    plafond('Caution'),
    article(
      'C7',
      'Défaillance et paiement',
      'Il y a défaillance lorsqu’une mise en demeure est restée sans effet pendant quinze jours, ou à l’ouverture d’une procédure de sauvegarde, de redressement ou de liquidation judiciaire. La demande de paiement est adressée à la Caution, {{garant.siege}}, par lettre recommandée ou remise contre récépissé.',
      'Si les demandes excèdent le montant garanti, elles sont réglées dans l’ordre et au prorata prévus par le code du travail.',
    ),
    article('C8', 'Exceptions', 'La Caution ne peut opposer que les exceptions inhérentes aux créances garanties.'),
    effet('Caution'),
    article(
      'C10',
      'Durée',
      `${RECONDUCTION} La Caution qui le dénonce en avise auparavant l’Entreprise de travail temporaire et l’autorité administrative ; elle reste tenue des créances nées avant que la dénonciation ne prenne effet.`,
    ),
    article(
      'C11',
      'Révision',
      'Le montant est révisé chaque année au vu du chiffre d’affaires du dernier exercice clos. Une attestation est délivrée pour chaque établissement.',
    ),
    ...finales('Caution', ''),
  ],
});

export const IMMO: TexteVersion = texte({
  ...commun,
  code: 'IMMO',
  typeCredit: 'IMMO',
  titre: 'Garantie financière de l’agent immobilier',
  fin: 'annee',
  baseLegale: 'Loi n° 70-9 du 2 janvier 1970, article 3 ; décret n° 72-678 du 20 juillet 1972',
  sources: ['courdecassation.fr 03/2022', 'vivaldi-chronos.com', 'neujanicki.com', 'questions.assemblee-nationale.fr 10-32894'],
  variables: [
    ...beneficiaire(DESTINATAIRES, b('Destinataire de l’attestation', 'Recipient of the certificate')),
    variable('marche', 'carte_numero', 'texte', 'N° de carte professionnelle', 'Professional card number', { longueurMax: 60 }),
    variable('marche', 'activite', 'choix', 'Activité', 'Activity', {
      choix: [
        choix('transaction', 'Transactions sur immeubles et fonds de commerce', 'Sales of property and businesses'),
        choix('gestion', 'Gestion immobilière', 'Property management'),
        choix('syndic', 'Syndic de copropriété', 'Management of co-owned buildings'),
      ],
    }),
    variable('marche', 'annees_activite', 'choix', 'Ancienneté', 'Years in business', {
      choix: [
        choix('moins_de_deux_ans', 'Moins de deux ans', 'Less than two years'),
        choix('deux_ans_et_plus', 'Deux ans et plus', 'Two years or more'),
      ],
      parDefaut: 'deux_ans_et_plus',
    }),
    variable('marche', 'fonds_montant', 'montant', 'Pointe des fonds détenus', 'Peak of funds held'),
    ...montantGaranti(),
    dateEffet,
    annuelle,
    ...droit,
  ],
  limites: [
    { type: 'couverture', montant: 'montant', variable: 'fonds_montant', article: 'décret n° 72-678 du 20 juillet 1972, art. 28 et 29' },
    {
      type: 'montant_min',
      variable: 'montant',
      valeur: '110000',
      si: [{ variable: 'annees_activite', vaut: ['deux_ans_et_plus'] }],
      article: 'décret n° 72-678 du 20 juillet 1972, art. 30',
    },
    {
      type: 'montant_min',
      variable: 'montant',
      valeur: '30000',
      si: [{ variable: 'annees_activite', vaut: ['moins_de_deux_ans'] }],
      article: 'décret n° 72-678 du 20 juillet 1972, art. 30, deux premières années',
    },
  ],
  articles: [
    parties('l’Agent', 'de toute personne ayant versé ou remis des fonds, effets ou valeurs à l’occasion des opérations garanties'),
    article(
      'C3',
      'Activité garantie',
      'L’Agent, titulaire de la carte professionnelle n° {{carte_numero}}, exerce l’activité suivante : {{activite}}. La pointe des fonds détenus s’élève à {{fonds_montant}}.',
    ),
    engagement('de l’Agent', 'l’article 3 de la loi du 2 janvier 1970'),
    article(
      'C5',
      'Objet',
      'La Caution garantit le remboursement ou la restitution des fonds, effets ou valeurs versés ou remis à l’Agent à l’occasion de cette activité.',
    ),
    plafond('Caution'),
    article(
      'C7',
      'Mise en jeu',
      'La garantie s’applique à toute créance ayant pour origine un versement ou une remise effectué à l’occasion d’une opération garantie, sur les seules justifications que la créance est certaine, liquide et exigible et que l’Agent est défaillant (article 39 du décret). La demande est adressée à la Caution, {{garant.siege}}, par lettre recommandée ; le paiement intervient dans les trois mois.',
    ),
    article(
      'C8',
      'Exceptions',
      'La Caution ne peut opposer au créancier le bénéfice de discussion ni les exceptions tirées de ses rapports avec l’Agent.',
    ),
    effet('Caution'),
    article(
      'C10',
      'Cessation',
      `${RECONDUCTION} Sa cessation ne produit effet que trois jours francs après la publication de l’avis prévu à l’article 44 du décret ; la Caution en informe par lettre recommandée chaque créancier connu, en indiquant le délai de trois mois pour produire sa créance et son point de départ (article 45).`,
    ),
    article(
      'C11',
      'Révision',
      'Le montant est au moins égal au montant maximal des fonds détenus ; il est révisé dès que celui-ci le dépasse.',
    ),
    ...finales('Caution', ''),
  ],
});
