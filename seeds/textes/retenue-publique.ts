/**
 * Retenue de garantie, public contracts: code de la commande publique L2191-7, R2191-32 to R2191-42, models of the arrêté of 22 March 2019
 * (annexe 13). Heading A is prepared with every field that the model asks for, in its order; the words are ours until the insurer puts
 * the official ones in their place: see `aRemplacerParModele`.
 */
import type { Article, TexteVersion } from '../../src/specimens/texte.js';
import { texte } from './base.js';
import {
  article,
  ASSUREUR,
  AVENANTS,
  DONNEUR,
  DU_MARCHE,
  engagementAutonome,
  engagementSolidaire,
  finales,
  inopposabilite,
  loiSeule,
  plafond,
  selon,
  sous,
} from './clauses.js';
import { loi, tribunal } from './communes.js';
import { limites, variables } from './retenue-publique-variables.js';

const A = 'A. Identification de la personne publique qui passe le marché, du titulaire du marché et de la personne qui apporte sa garantie';
const B = 'B. Engagement de la personne qui apporte sa garantie';
const BASE = 'Code de la commande publique, articles L2191-7 et R2191-32 à R2191-42 ; arrêté du 22 mars 2019';
const CCP = 'code de la commande publique';
const MODELE = 'arrêté du 22 mars 2019 (annexe 13)';
const A_LIRE = 'texte officiel du modèle à mettre à la place du nôtre';

const champ = (libelle: string, nom: string): string => `{{#${nom}}}\n- ${libelle} : {{${nom}}}{{/${nom}}}`;

const identification: Article[] = sous(A, [
  selon(
    MODELE,
    article(
      'C2',
      'Personne publique qui passe le marché',
      'Nom : {{beneficiaire_nom}}{{#beneficiaire_siret}}, SIRET {{beneficiaire_siret}}{{/beneficiaire_siret}}, ci-après « l’Acheteur ».\n- Adresse : {{beneficiaire_adresse}}, {{beneficiaire_pays}}\n- Direction : {{acheteur_direction}}' +
        champ('Sous-direction', 'acheteur_sous_direction') +
        champ('Bureau', 'acheteur_bureau') +
        champ('Télécopie', 'acheteur_telecopie') +
        champ('Téléphone', 'acheteur_telephone') +
        champ('Courriel', 'acheteur_courriel') +
        '\n- Comptable assignataire des paiements : {{comptable_assignataire}}',
    ),
    A_LIRE,
  ),
  selon(
    MODELE,
    article(
      'C2',
      'Titulaire du marché',
      `${DONNEUR}, ci-après « le Titulaire »{{#groupement_solidaire}}, mandataire d’un groupement solidaire, la garantie couvrant la totalité du marché{{/groupement_solidaire}}{{#groupement_conjoint}}, membre d’un groupement conjoint, la garantie couvrant la part qui lui est confiée, de {{part_montant}} toutes taxes comprises{{/groupement_conjoint}}{{#groupement_mandataire_solidaire}}, mandataire solidaire d’un groupement conjoint, la garantie couvrant la totalité du marché{{/groupement_mandataire_solidaire}}.`,
    ),
    A_LIRE,
  ),
]);

const garantDesigne = (appellation: string): Article[] =>
  sous(A, [selon(MODELE, article('C2', 'Personne qui apporte sa garantie', `${ASSUREUR}, ci-après « ${appellation} ».`), A_LIRE)]);

const marcheDesigne: Article[] = sous(A, [
  selon(
    MODELE,
    article(
      'C3',
      'Marché',
      'Marché n° {{marche_numero}} signé le {{marche_date}}{{#marche_lot}}, lot {{marche_lot}}{{/marche_lot}}, ayant pour objet : {{marche_objet}}.',
      'Lieu d’exécution : {{chantier_adresse}}.',
      `Montant : {{montant_ttc}} toutes taxes comprises{{#montant_ht}}, soit {{montant_ht}} hors taxes{{/montant_ht}}${AVENANTS}. Délai de garantie : {{delai_garantie_mois}} mois.`,
      '{{#pme_oui}}Le Titulaire est une petite ou moyenne entreprise.{{/pme_oui}}',
    ),
    A_LIRE,
  ),
]);

const agrement = (role: string): Article =>
  selon(
    `${CCP}, art. R2191-41`,
    article(
      'C1',
      'Agrément',
      `${role} déclare être une {{garant.agrement}} et relever du contrôle de l’{{garant.controle}}. L’Acheteur peut récuser la personne qui apporte sa garantie dans les conditions de l’article R2191-41 du code de la commande publique.`,
    ),
    A_LIRE,
  );

const RESERVES =
  'les réserves formulées à la réception des travaux, fournitures ou services, ainsi que celles formulées pendant le délai de garantie lorsque les malfaçons n’étaient pas apparentes ou que leurs conséquences n’étaient pas identifiables à la réception (article R2191-32)';

const effetPublic = (role: string): Article =>
  selon(
    `${CCP}, art. R2191-40`,
    article(
      'C9',
      'Prise d’effet',
      `L’engagement ${role} prend effet le {{date_effet}}. Il est constitué en totalité au plus tard à la date à laquelle le Titulaire remet la demande de paiement correspondant au premier acompte (article R2191-40) ; à défaut, la retenue est opérée.`,
    ),
  );

const fin = (libere: string): Article =>
  selon(
    `${CCP}, art. R2191-42`,
    article(
      'C10',
      'Libération',
      `${libere} un mois au plus tard après l’expiration du délai de garantie, conformément à l’article R2191-42 du code de la commande publique.`,
      'Si des réserves ont été notifiées au Titulaire et à la personne qui apporte sa garantie pendant le délai de garantie, et si elles n’ont pas été levées avant l’expiration de ce délai, la libération intervient un mois au plus tard après la date de leur levée.',
    ),
  );

const reduction = selon(
  `${CCP}, art. R2191-38`,
  article(
    'C11',
    'Variation',
    'Le montant de la garantie ne peut être supérieur à celui de la retenue de garantie qu’elle remplace (article R2191-38). Il est complété par avenant en cas de modification du marché.',
  ),
);

const SUR_BASE =
  ', soit {{taux}} du montant toutes taxes comprises {{#groupement_conjoint}}de la part du Titulaire{{/groupement_conjoint}}{{^groupement_conjoint}}du marché, avenants inclus{{/groupement_conjoint}}';

const commun = {
  baseLegale: BASE,
  sources: ['juriblio.fr 172536373', 'lemoniteur.fr 808964', 'app.livv.eu LEGIARTI000037724911', 'code-commande-publique.com'],
  limites,
  modeleReglementaire: true,
  aRemplacerParModele: true,
};

const engagementCaution = sous(B, [
  agrement('La Caution'),
  engagementSolidaire('du Titulaire', 'l’Acheteur'),
  selon(
    `${CCP}, art. R2191-32`,
    article(
      'C5',
      'Objet',
      `La Caution garantit, en remplacement de la retenue de garantie, les sommes dont le Titulaire serait redevable pour ${RESERVES}.`,
    ),
    A_LIRE,
  ),
  plafond('Caution', SUR_BASE),
  article(
    'C7',
    'Mise en jeu',
    'L’Acheteur, ou le comptable assignataire pour son compte, met en jeu l’engagement par lettre recommandée adressée à la Caution, {{garant.siege}}, précisant les réserves non levées et le montant réclamé. Plusieurs demandes peuvent être présentées dans la limite du montant garanti.',
  ),
  article(
    'C8',
    'Exceptions',
    'La Caution peut opposer à l’Acheteur les exceptions, personnelles ou inhérentes à la dette, qui appartiennent au Titulaire (article 2298 du code civil).',
  ),
  effetPublic('de la Caution'),
  fin('La Caution est libérée'),
  reduction,
  ...finales(
    'Caution',
    DU_MARCHE,
    article(
      'C14',
      'Droit applicable et juridiction',
      'Le présent acte est régi par la {{loi}}. Les différends relatifs à son exécution relèvent de la juridiction suivante : {{tribunal}}.',
    ),
  ),
]);

export const RG_PUB: TexteVersion = texte({
  ...commun,
  code: 'RG_PUB',
  typeCredit: 'RG_PUB',
  titre: 'Caution personnelle et solidaire remplaçant la retenue de garantie',
  variables: [...variables, loi, tribunal('tribunal administratif dans le ressort duquel siège l’Acheteur')],
  articles: [...identification, ...garantDesigne('la Caution'), ...marcheDesigne, ...engagementCaution],
});

export const RG_PUB_SNSO: TexteVersion = {
  ...RG_PUB,
  code: 'RG_PUB_SNSO',
  produits: ['SNSO'],
  titre: `${RG_PUB.titre} – programme SNSO`,
};

export const GAPD_RG: TexteVersion = texte({
  ...commun,
  code: 'GAPD_RG',
  typeCredit: 'GAPD_RG',
  nature: 'garantie',
  titre: 'Garantie à première demande remplaçant la retenue de garantie',
  variables: [...variables, loi],
  articles: [
    ...identification,
    ...garantDesigne('le Garant'),
    ...marcheDesigne,
    ...sous(B, [
      agrement('Le Garant'),
      engagementAutonome('à l’Acheteur'),
      selon(
        `${CCP}, art. R2191-32 et R2191-36`,
        article(
          'C5',
          'Cause',
          `La présente garantie remplace la retenue de garantie, que l’Acheteur renonce à opérer sur le marché et dont l’objet est de couvrir ${RESERVES}.`,
        ),
        A_LIRE,
      ),
      plafond('Garant', SUR_BASE),
      selon(
        'code civil, art. 2321',
        article(
          'C7',
          'Appel',
          'L’appel est fait par lettre recommandée adressée au Garant, {{garant.siege}}, rappelant le numéro de l’acte, indiquant le montant réclamé et énonçant son motif : des réserves que la retenue de garantie couvrirait n’ont pas été levées. Aucun autre justificatif n’est exigé. Le Garant paie dans les quinze jours de sa réception. Plusieurs appels peuvent être faits dans la limite du montant garanti.',
        ),
        'délai de quinze jours : deux sources secondaires',
      ),
      inopposabilite(),
      effetPublic('du Garant'),
      fin('Le Garant est libéré'),
      reduction,
      ...finales('Garant', DU_MARCHE, loiSeule),
    ]),
  ],
});
