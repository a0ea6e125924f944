/** What people wrote, in the demonstration. */
export const MOTIFS_REFUS = [
  'Le client a renoncé à l’opération.',
  'Montant supérieur à celui du devis signé : à refaire après l’avenant.',
  'Marché non signé à ce jour.',
  'Le maître d’ouvrage accepte la retenue en numéraire.',
  'Doublon d’une demande déjà transmise.',
] as const;

export const COMMENTAIRES_RENVOI = [
  'Merci de joindre l’acte d’engagement signé.',
  'L’adresse du bénéficiaire n’est pas celle du siège : à vérifier.',
  'Le numéro de lot manque dans l’objet.',
  'La date d’effet est antérieure à la signature du marché.',
] as const;

export const COMMENTAIRES_VALIDATION = [
  '',
  '',
  '',
  '',
  'Vu avec le conducteur de travaux.',
  'Conforme au marché signé.',
  'D’accord, urgent.',
] as const;

export const DECISIONS = {
  accord: [
    'Accord après examen du marché : engagement limité à ce chantier.',
    'Accord exceptionnel au-delà du plafond unitaire, au vu de la situation de trésorerie.',
    'Pièces reçues et conformes.',
    'Durée acceptée compte tenu du planning des travaux.',
  ],
  refus: [
    'Le montant dépasse le plafond unitaire et les comptes du dernier exercice ne nous sont pas parvenus.',
    'La durée demandée excède celle que permet la ligne ; nous restons à votre écoute pour une durée plus courte.',
    'Le bénéficiaire fait l’objet d’une procédure collective.',
  ],
  abandon: ['Le bénéficiaire n’exige plus de garantie.', 'Marché attribué à un autre candidat.', 'Caution remplacée par un dépôt.'],
} as const;

/** Refusals decided again. */
export const REVISIONS = {
  refus: 'Au-delà du plafond unitaire, sans élément nouveau sur la trésorerie.',
  arguments: [
    'Les comptes du dernier exercice vous ont été adressés le lendemain de la demande : ils répondent au motif du refus.',
    'Le maître d’ouvrage a ramené la durée des travaux à onze mois par ordre de service.',
    'Le marché a été attribué en groupement : notre part n’est plus que de 40 %, comme le montre la convention jointe.',
  ],
  maintien: 'Les éléments transmis ne modifient pas l’appréciation du risque : le refus est maintenu.',
} as const;

const RETENUE = [
  'Réserves du procès-verbal non levées : étanchéité de la toiture-terrasse.',
  'Malfaçons réservées sur les menuiseries du deuxième étage, mise en demeure restée sans effet.',
  'Désordres d’isolation acoustique réservés à la réception et non repris.',
];
const AVANCE = [
  'Marché résilié : solde de l’avance non remboursé.',
  'Travaux interrompus depuis plus de deux mois, avance non précomptée.',
];
const DOUANES = ['Droits et taxes non acquittés à l’échéance.', 'Déclaration non régularisée dans le délai.'];

/** Why a beneficiary objects to a release, or calls: what the guarantee covers, and nothing else. */
export const MOTIFS_OPPOSITION: Readonly<Record<string, readonly string[]>> = {
  SOUM: ['Offre retirée avant la fin de sa validité.', 'Refus de signer le marché attribué.'],
  RG_PRIV: RETENUE,
  RG_PUB: RETENUE,
  GAPD_RG: RETENUE,
  GAPD_AV: AVANCE,
  RA: AVANCE,
  BF: ['Travaux interrompus depuis plus de deux mois.', 'Inachèvement du lot, mise en demeure restée sans effet.'],
  ST: ['Solde du sous-traité impayé.', 'Deux situations acceptées restées impayées.'],
  FOUR: ['Factures échues et impayées, livraisons acceptées.'],
  P1799: ['Solde du marché impayé, créance certaine, liquide et exigible.'],
  BID: ['Offre retirée avant la fin de sa validité.'],
  ADV: ['Acompte non restitué après l’arrêt des livraisons.'],
  PERF: ['Essais de performance non conformes, mise en demeure restée sans effet.'],
  WARR: ['Défauts signalés pendant la période de garantie et non repris.'],
  DOU_CE: DOUANES,
  DOU_OD: DOUANES,
  TT: ['Salaires impayés, mise en demeure restée sans effet pendant quinze jours.'],
  IMMO: ['Fonds détenus pour un mandant non restitués.'],
  VOY: ['Sommation de rembourser des voyageurs restée sans effet pendant quarante-cinq jours.'],
  GFA: ['Fonds nécessaires à l’achèvement non disponibles.'],
  ICPE: ['Mesures de remise en état non exécutées après mise en demeure.'],
};

/** Reasons of the insurer, by what the release is asked for. */
export const MAINLEVEES = {
  refus: {
    pv_reception: ['Le procès-verbal n’est pas signé par le maître d’ouvrage.', 'La date d’effet de la réception n’est pas indiquée.'],
    lettre_beneficiaire: ['La lettre ne désigne pas la caution concernée.', 'La lettre n’est pas signée par une personne habilitée.'],
  },
  document: {
    pv_reception: ['Merci de joindre le procès-verbal signé des deux parties.', 'Merci de joindre le décompte général définitif.'],
    lettre_beneficiaire: ['Merci de joindre la lettre sur papier à en-tête du bénéficiaire.'],
  },
  delai: 'Le délai qui suit la réception n’est pas écoulé : l’engagement court jusqu’à son terme.',
  paiement: 'Le dernier virement manque : joignez la preuve du paiement intégral du sous-traité.',
  accord: ['Mainlevée accordée.', 'Mainlevée accordée, pièces conformes.'],
  paye: ['Paiement intégral du sous-traité prouvé : décompte soldé et ordres de virement.', 'Preuve du paiement intégral reçue.'],
  achevement: 'Attestation d’achèvement reçue (article R261-24).',
  suivante: 'Remplacé sans interruption par l’acte de la période suivante.',
  courrier: ['Mainlevée reçue du bénéficiaire par courrier.', 'Original restitué par le bénéficiaire, avec sa lettre de mainlevée.'],
} as const;

export const DOCUMENTS = [
  'Comptes annuels et rapport du commissaire aux comptes du dernier exercice',
  'Attestation de régularité fiscale',
  'Attestation de vigilance de l’Urssaf',
  'Extrait Kbis de moins de trois mois',
  'Situation des chantiers en cours et carnet de commandes',
  'Acte d’engagement signé',
  'Attestation d’assurance décennale de l’année',
  'Prévisionnel de trésorerie à douze mois',
] as const;
