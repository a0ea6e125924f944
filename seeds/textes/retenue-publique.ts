/**
 * Retenue de garantie, public contracts: code de la commande publique L2191-7, R2191-32 to R2191-42, models of the arrêté of 22 March 2019
 * (headings A identification, B engagement). Ours until the insurer puts in the official wording: see `aRemplacerParModele`.
 */
import type { Article, TexteVersion } from '../../src/specimens/texte.js';
import { texte } from './base.js';
import { article, ASSUREUR, DONNEUR, engagementSolidaire, finales, plafond, sous, SUR_MARCHE } from './clauses.js';
import { droit, droitGarant } from './communes.js';
import { limites, variables } from './retenue-publique-variables.js';

const A = 'A. Identification';
const B = 'B. Engagement';
const BASE = 'Code de la commande publique, articles L2191-7 et R2191-32 à R2191-42 ; arrêté du 22 mars 2019';

const identification: Article[] = sous(A, [
  article(
    'C2',
    'Personne publique',
    '{{beneficiaire_nom}}{{#beneficiaire_siret}}, SIRET {{beneficiaire_siret}}{{/beneficiaire_siret}}, {{beneficiaire_adresse}}, {{beneficiaire_pays}}, ci-après « l’Acheteur ».',
    'Direction, sous-direction ou bureau : {{acheteur_direction}}{{#beneficiaire_service}}, {{beneficiaire_service}}{{/beneficiaire_service}}.',
    'Comptable assignataire des paiements : {{comptable_assignataire}}.',
  ),
  article(
    'C2',
    'Titulaire du marché',
    `${DONNEUR}, ci-après « le Titulaire »{{#groupement_solidaire}}, mandataire d’un groupement solidaire, la garantie couvrant la totalité du marché{{/groupement_solidaire}}{{#groupement_conjoint}}, membre d’un groupement conjoint, la garantie couvrant la part qui lui est confiée{{/groupement_conjoint}}{{#groupement_mandataire_solidaire}}, mandataire solidaire d’un groupement conjoint, la garantie couvrant la totalité du marché{{/groupement_mandataire_solidaire}}.`,
  ),
]);

const garantDesigne = (appellation: string): Article =>
  sous(A, [article('C2', 'Personne qui apporte sa garantie', `${ASSUREUR}, ci-après « ${appellation} ».`)])[0] as Article;

const marcheDesigne: Article[] = sous(A, [
  article(
    'C3',
    'Marché',
    'Marché n° {{marche_numero}} signé le {{marche_date}}{{#marche_lot}}, lot {{marche_lot}}{{/marche_lot}}, ayant pour objet : {{marche_objet}}.',
    'Lieu d’exécution : {{chantier_adresse}}.',
    'Montant : {{montant_ttc}} toutes taxes comprises{{#montant_ht}}, soit {{montant_ht}} hors taxes{{/montant_ht}}{{#avenants_ttc}}, modifié par avenants à hauteur de {{avenants_ttc}} toutes taxes comprises{{/avenants_ttc}}. Délai de garantie : {{delai_garantie_mois}} mois.',
    '{{#pme_oui}}Le Titulaire relève du taux réduit de retenue applicable aux petites et moyennes entreprises.{{/pme_oui}}',
  ),
]);

const agrement = (role: string): Article =>
  article(
    'C1',
    'Agrément',
    `${role} déclare être une {{garant.agrement}} et relever du contrôle de l’{{garant.controle}}. L’Acheteur peut récuser la personne qui apporte sa garantie dans les conditions de l’article R2191-41 du code de la commande publique.`,
  );

const objet = (role: string): Article =>
  article(
    'C5',
    'Objet',
    `${role} garantit, en remplacement de la retenue de garantie, les sommes dont le Titulaire serait redevable pour les réserves formulées à la réception des travaux, fournitures ou services, ainsi que pour celles formulées pendant le délai de garantie lorsque les malfaçons n’étaient pas apparentes ou que leurs conséquences n’étaient pas identifiables à la réception (article R2191-32).`,
  );

const effetPublic = (role: string): Article =>
  article(
    'C9',
    'Prise d’effet',
    `L’engagement ${role} prend effet le {{date_effet}}. Il est constitué en totalité au plus tard à la date à laquelle le Titulaire remet la demande de paiement correspondant au premier acompte (article R2191-40) ; à défaut, la retenue est opérée.`,
  );

const fin = (libere: string): Article =>
  article(
    'C10',
    'Libération',
    `${libere} un mois au plus tard après l’expiration du délai de garantie, conformément à l’article R2191-42 du code de la commande publique.`,
    'Si des réserves ont été notifiées au Titulaire et à la personne qui apporte sa garantie pendant le délai de garantie, et si elles n’ont pas été levées avant l’expiration de ce délai, la libération intervient un mois au plus tard après la date de leur levée.',
  );

const reduction = article(
  'C11',
  'Variation',
  'Le montant de la garantie ne peut être supérieur à celui de la retenue de garantie qu’elle remplace (article R2191-38). Il est complété par avenant en cas de modification du marché.',
);

const commun = { baseLegale: BASE, limites, modeleReglementaire: true, aRemplacerParModele: true };

const engagementCaution = sous(B, [
  agrement('La Caution'),
  ...[engagementSolidaire('du Titulaire')].map((a) => ({ ...a, corps: a.corps.replace('envers le Bénéficiaire', 'envers l’Acheteur') })),
  objet('La Caution'),
  plafond('Caution', SUR_MARCHE),
  article(
    'C7',
    'Mise en jeu',
    'L’Acheteur, ou le comptable assignataire pour son compte, met en jeu l’engagement par lettre recommandée avec demande d’avis de réception adressée à la Caution, {{garant.siege}}, précisant les réserves non levées et le montant réclamé. Plusieurs demandes peuvent être présentées dans la limite du montant garanti.',
  ),
  article(
    'C8',
    'Exceptions',
    'La Caution peut opposer à l’Acheteur les exceptions, personnelles ou inhérentes à la dette, qui appartiennent au Titulaire (article 2298 du code civil).',
  ),
  effetPublic('de la Caution'),
  fin('La Caution est libérée'),
  reduction,
  ...finales('Caution').map((a) =>
    a.code === 'C14'
      ? article(
          'C14',
          'Droit applicable et juridiction',
          'Le présent acte est régi par la {{loi}}. Les différends relatifs à son exécution relèvent du {{tribunal}}.',
        )
      : a,
  ),
]);

const droitAdministratif = droit.map((v) =>
  v.nom === 'tribunal' ? { ...v, parDefaut: 'tribunal administratif dans le ressort duquel siège l’Acheteur' } : v,
);

export const RG_PUB: TexteVersion = texte({
  ...commun,
  code: 'RG_PUB',
  typeCredit: 'RG_PUB',
  titre: 'Caution personnelle et solidaire remplaçant la retenue de garantie',
  variables: [...variables, ...droitAdministratif],
  articles: [...identification, garantDesigne('la Caution'), ...marcheDesigne, ...engagementCaution],
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
  variables: [...variables, ...droitGarant],
  articles: [
    ...identification,
    garantDesigne('le Garant'),
    ...marcheDesigne,
    ...sous(B, [
      agrement('Le Garant'),
      article(
        'C4',
        'Engagement à première demande',
        'Le Garant s’oblige, de manière irrévocable et autonome au sens de l’article 2321 du code civil, à verser à première demande de l’Acheteur toute somme réclamée dans la limite du montant garanti, sans pouvoir différer le paiement ni soulever de contestation pour quelque motif que ce soit.',
      ),
      objet('Le Garant'),
      plafond('Garant', SUR_MARCHE),
      article(
        'C7',
        'Appel',
        'L’appel est fait par lettre recommandée avec demande d’avis de réception adressée au Garant, {{garant.siege}}, rappelant le numéro de l’acte et indiquant le montant réclamé. Le Garant paie dans les quinze jours de sa réception. Plusieurs appels peuvent être faits dans la limite du montant garanti.',
      ),
      article(
        'C8',
        'Inopposabilité des exceptions',
        'Le Garant ne peut opposer aucune exception tenant au marché, sauf abus ou fraude manifestes de l’Acheteur (article 2321, alinéa 2, du code civil).',
      ),
      effetPublic('du Garant'),
      fin('Le Garant est libéré'),
      reduction,
      ...finales('Garant'),
    ]),
  ],
});
