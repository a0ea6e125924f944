/** Customs (crédit d’enlèvement, opérations diverses) and environment (installations classées). */
import { EMISSION, type TexteVersion } from '../../src/specimens/texte.js';
import { pour, texte } from './base.js';
import { article, effet, engagementSolidaire, finADate, finales, loiSeule, parties, plafond, selon } from './clauses.js';
import { b, beneficiaire, choix, dateEffet, dateFin, loi, montantGaranti, variable } from './communes.js';

/** The customs' act is signed by both: the principal obligé signs a copy of it. */
const CO_SIGNATURE = selon(
  'arrêté du 12 mars 2024',
  article(
    'C15',
    'Signature du principal obligé',
    'Le Principal obligé s’engage envers le Receveur, aux côtés de la Caution, au paiement des mêmes sommes. Nom et qualité du signataire, date et signature : ……………………………………………',
  ),
);

/** Open until denounced: never an end date. */
function douane(code: 'DOU_CE' | 'DOU_OD', titre: string, operations: string): TexteVersion {
  return texte({
    code,
    typeCredit: code,
    produits: ['DOUANE'],
    titre,
    baseLegale: 'Code des douanes de l’Union ; règlement d’exécution (UE) 2015/2447 ; arrêté du 12 mars 2024',
    sources: ['arrêté du 12 mars 2024', 'wordscope.be (transit)'],
    modeleReglementaire: true,
    editionDeportee: false,
    aRemplacerParModele: true,
    variables: [
      ...beneficiaire(['public'], b('Receveur des douanes', 'Customs receiver')),
      variable('marche', 'bureau', 'texte', 'Bureau de douane', 'Customs office', { longueurMax: 100 }),
      variable('marche', 'agrement_numero', 'texte', 'N° d’agrément', 'Authorisation number', { longueurMax: 60 }),
      variable('garantie', 'plafond_montant', 'montant', 'Plafond du crédit ou des opérations', 'Ceiling of the credit or operations'),
      ...montantGaranti(),
      dateEffet,
      loi,
    ],
    limites: [
      pour(['public'], 'arrêté du 12 mars 2024'),
      { type: 'plafond', montant: 'montant', variable: 'plafond_montant', article: 'arrêté du 12 mars 2024' },
    ],
    articles: [
      parties('Caution', 'le Principal obligé', 'le Receveur'),
      article(
        'C3',
        'Opérations garanties',
        `Le Principal obligé, titulaire de l’agrément n° {{agrement_numero}} auprès du bureau de {{bureau}}, ${operations}, dans la limite de {{plafond_montant}}.`,
      ),
      engagementSolidaire('du Principal obligé', 'le Receveur'),
      article(
        'C5',
        'Objet',
        'La Caution garantit le paiement des droits, taxes, intérêts de retard, pénalités et autres impositions dont le Principal obligé est ou deviendrait débiteur au titre de ces opérations.',
      ),
      plafond('Caution'),
      selon(
        'texte ancien du transit',
        article(
          'C7',
          'Mise en jeu',
          'La Caution paie à la première demande écrite du Receveur, dans les trente jours, à moins qu’elle ou le Principal obligé n’établisse avant l’expiration de ce délai, à la satisfaction de l’administration, que les opérations se sont régulièrement terminées.',
        ),
        'délai de trente jours : texte ancien',
      ),
      article('C8', 'Exceptions', 'La Caution ne peut opposer que les exceptions inhérentes à la dette douanière.'),
      effet('Caution'),
      selon(
        'arrêté du 12 mars 2024',
        article(
          'C10',
          'Dénonciation',
          'L’engagement est souscrit pour une durée indéterminée. La Caution peut le dénoncer à tout moment par lettre recommandée adressée au Receveur, avec un préavis de trente jours. Elle reste tenue des opérations engagées avant l’expiration de ce préavis.',
        ),
        'préavis et sort des opérations antérieures',
      ),
      ...finales('Caution', '', loiSeule).flatMap((clause) => (clause.code === 'C15' ? [CO_SIGNATURE, clause] : [clause])),
    ],
  });
}

export const DOU_CE = douane(
  'DOU_CE',
  'Acte d’engagement du principal obligé et de la caution – crédit d’enlèvement',
  'enlève les marchandises avant le paiement des droits et taxes, qu’il acquitte au terme du crédit qui lui est accordé',
);
export const DOU_OD = douane(
  'DOU_OD',
  'Acte d’engagement du principal obligé et de la caution – opérations diverses',
  'effectue des opérations placées sous des régimes douaniers ou fiscaux suspensifs ou soumises à garantie',
);

export const ICPE: TexteVersion = texte({
  code: 'ICPE',
  typeCredit: 'ICPE',
  produits: ['ENVIRONNEMENT'],
  titre: 'Acte de cautionnement solidaire – garanties financières des installations classées',
  baseLegale: 'Code de l’environnement, articles L516-1 et R516-1 et suivants ; arrêté du 31 juillet 2012',
  sources: ['aida.ineris.fr', 'juristes-environnement.com 6187'],
  editionDeportee: false,
  modeleReglementaire: true,
  aRemplacerParModele: true,
  fin: 'date',
  variables: [
    ...beneficiaire(['public'], b('Préfet', 'Préfet')),
    variable('marche', 'arrete_numero', 'texte', 'N° de l’arrêté préfectoral', 'Prefectoral order number', { longueurMax: 60 }),
    variable('marche', 'arrete_date', 'date', 'Date de l’arrêté', 'Date of the order', { max: EMISSION }),
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
    loi,
  ],
  limites: [pour(['public'], 'code de l’environnement, art. L516-1')],
  articles: [
    parties('Caution', 'l’Exploitant', 'le Préfet'),
    article(
      'C3',
      'Installation',
      'L’Exploitant exploite le site {{site}} (activité : {{activite}}), autorisé par l’arrêté préfectoral n° {{arrete_numero}} du {{arrete_date}}, lequel fixe le montant des garanties financières.',
    ),
    engagementSolidaire('de l’Exploitant', 'le Préfet'),
    article(
      'C5',
      'Objet',
      'La Caution garantit au Préfet le paiement des dépenses liées à la surveillance du site, au maintien en sécurité de l’installation, aux interventions en cas d’accident ou de pollution et à la remise en état après fermeture, selon l’activité autorisée. L’engagement est purement financier : la Caution n’est tenue d’aucune obligation de faire, et les dommages aux tiers n’en relèvent pas.',
    ),
    plafond('Caution'),
    article(
      'C7',
      'Mise en jeu',
      'Le Préfet seul met en jeu la garantie, par lettre recommandée adressée à la Caution, {{garant.siege}}, en cas d’inexécution par l’Exploitant de ses obligations après mise en œuvre des mesures prévues à l’article L171-8 du code de l’environnement, d’ouverture d’une procédure de liquidation judiciaire à son égard, ou de sa disparition.',
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
    ...finales('Caution', '', loiSeule),
  ],
});
