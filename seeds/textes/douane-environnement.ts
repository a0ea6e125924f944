/** Customs (crédit d’enlèvement, opérations diverses) and environment (installations classées). */
import type { TexteVersion } from '../../src/specimens/texte.js';
import { texte } from './base.js';
import { article, effet, engagementSolidaire, finADate, finales, parties, plafond } from './clauses.js';
import { b, beneficiaire, choix, dateEffet, dateFin, droit, montantGaranti, variable } from './communes.js';

/** Open until denounced: never an end date. */
function douane(code: 'DOU_CE' | 'DOU_OD', titre: string, operations: string): TexteVersion {
  return texte({
    code,
    typeCredit: code,
    produits: ['DOUANE'],
    titre,
    baseLegale: 'Code des douanes de l’Union ; règlement d’exécution (UE) 2015/2447',
    editionDeportee: false,
    aRemplacerParModele: true,
    variables: [
      ...beneficiaire('public', b('Receveur des douanes', 'Customs receiver')),
      variable('marche', 'bureau', 'texte', 'Bureau de douane', 'Customs office', { longueurMax: 100 }),
      variable('marche', 'agrement_numero', 'texte', 'N° d’agrément', 'Authorisation number', { longueurMax: 60 }),
      variable('garantie', 'plafond_montant', 'montant', 'Plafond du crédit ou des opérations', 'Ceiling of the credit or operations'),
      ...montantGaranti(),
      dateEffet,
      ...droit.map((v) => (v.nom === 'tribunal' ? { ...v, parDefaut: 'tribunal judiciaire du bureau de douane' } : v)),
    ],
    limites: [{ type: 'plafond', montant: 'montant', variable: 'plafond_montant', article: 'règlement du cautionnement' }],
    articles: [
      parties('Caution', 'le Redevable', 'le Receveur'),
      article(
        'C3',
        'Opérations garanties',
        `Le Redevable, titulaire de l’agrément n° {{agrement_numero}} auprès du bureau de {{bureau}}, ${operations}, dans la limite de {{plafond_montant}}.`,
      ),
      {
        ...engagementSolidaire('du Redevable'),
        corps: engagementSolidaire('du Redevable').corps.replace('le Bénéficiaire', 'le Receveur'),
      },
      article(
        'C5',
        'Objet',
        'La Caution garantit le paiement des droits, taxes, intérêts de retard, pénalités et autres impositions dont le Redevable est ou deviendrait débiteur au titre de ces opérations.',
      ),
      plafond('Caution'),
      article(
        'C7',
        'Mise en jeu',
        'La Caution paie à la première demande écrite du Receveur, dans les trente jours, à moins qu’elle ou le Redevable n’établisse avant l’expiration de ce délai, à la satisfaction de l’administration, que les opérations se sont régulièrement terminées.',
      ),
      article('C8', 'Exceptions', 'La Caution ne peut opposer que les exceptions inhérentes à la dette douanière.'),
      effet('Caution'),
      article(
        'C10',
        'Dénonciation',
        'L’engagement est souscrit pour une durée indéterminée. La Caution peut le dénoncer à tout moment par lettre recommandée avec demande d’avis de réception adressée au Receveur, avec un préavis de trente jours. Elle reste tenue des opérations engagées avant l’expiration de ce préavis.',
      ),
      ...finales('Caution'),
    ],
  });
}

export const DOU_CE = douane(
  'DOU_CE',
  'Soumission cautionnée de crédit d’enlèvement',
  'enlève les marchandises avant le paiement des droits et taxes, qu’il acquitte au terme du crédit qui lui est accordé',
);
export const DOU_OD = douane(
  'DOU_OD',
  'Soumission cautionnée pour opérations diverses',
  'effectue des opérations placées sous des régimes douaniers ou fiscaux suspensifs ou soumises à garantie',
);

export const ICPE: TexteVersion = texte({
  code: 'ICPE',
  typeCredit: 'ICPE',
  produits: ['ENVIRONNEMENT'],
  titre: 'Acte de cautionnement solidaire – garanties financières des installations classées',
  baseLegale: 'Code de l’environnement, articles L516-1 et R516-1 et suivants ; arrêté du 31 juillet 2012',
  editionDeportee: false,
  modeleReglementaire: true,
  aRemplacerParModele: true,
  fin: 'date',
  variables: [
    ...beneficiaire('public', b('Préfet', 'Préfet')),
    variable('marche', 'arrete_numero', 'texte', 'N° de l’arrêté préfectoral', 'Prefectoral order number', { longueurMax: 60 }),
    variable('marche', 'arrete_date', 'date', 'Date de l’arrêté', 'Date of the order'),
    variable('marche', 'site', 'texte', 'Site', 'Site'),
    variable('marche', 'activite', 'choix', 'Activité', 'Activity', {
      choix: [
        choix('carriere', 'Carrière', 'Quarry'),
        choix('dechets', 'Stockage de déchets', 'Waste storage'),
        choix('seveso', 'Établissement Seveso seuil haut', 'Upper-tier Seveso establishment'),
        choix('co2', 'Stockage géologique de dioxyde de carbone', 'Geological storage of carbon dioxide'),
        choix('eolien', 'Parc éolien', 'Wind farm'),
      ],
    }),
    ...montantGaranti(),
    dateEffet,
    dateFin,
    ...droit.map((v) => (v.nom === 'tribunal' ? { ...v, parDefaut: 'tribunal compétent dans le ressort du siège de la Caution' } : v)),
  ],
  articles: [
    parties('Caution', 'l’Exploitant', 'le Préfet'),
    article(
      'C3',
      'Installation',
      'L’Exploitant exploite le site {{site}} (activité : {{activite}}), autorisé par l’arrêté préfectoral n° {{arrete_numero}} du {{arrete_date}}, lequel fixe le montant des garanties financières.',
    ),
    {
      ...engagementSolidaire('de l’Exploitant'),
      corps: engagementSolidaire('de l’Exploitant').corps.replace('le Bénéficiaire', 'le Préfet'),
    },
    article(
      'C5',
      'Objet',
      'La Caution garantit au Préfet le paiement des dépenses liées à la surveillance du site, au maintien en sécurité de l’installation, aux interventions en cas d’accident ou de pollution et à la remise en état après fermeture, selon l’activité autorisée. L’engagement est purement financier : la Caution n’est tenue d’aucune obligation de faire, et les dommages aux tiers n’en relèvent pas.',
    ),
    plafond('Caution'),
    article(
      'C7',
      'Mise en jeu',
      'Le Préfet seul met en jeu la garantie, par lettre recommandée avec demande d’avis de réception adressée à la Caution, {{garant.siege}}, en cas d’inexécution par l’Exploitant de ses obligations après mise en œuvre des mesures prévues à l’article L171-8 du code de l’environnement, d’ouverture d’une procédure de liquidation judiciaire à son égard, ou de sa disparition.',
    ),
    article(
      'C8',
      'Exceptions',
      'La Caution peut opposer les exceptions inhérentes à la dette. Elle ne peut différer son paiement au motif des relations qu’elle entretient avec l’Exploitant.',
    ),
    effet('Caution'),
    finADate('Caution'),
    article(
      'C11',
      'Renouvellement',
      'L’Exploitant justifie du renouvellement de ses garanties trois mois au moins avant leur échéance. La Caution avise le Préfet, dans le même délai, de son intention de ne pas renouveler son engagement.',
    ),
    ...finales('Caution'),
  ],
});
