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

export const MOTIFS_OPPOSITION = [
  'Réserves du procès-verbal non levées : étanchéité de la toiture-terrasse.',
  'Malfaçons sur les menuiseries du deuxième étage, mise en demeure restée sans effet.',
  'Solde du sous-traité impayé.',
  'Travaux interrompus depuis plus de deux mois.',
  'Désordres d’isolation acoustique réservés pendant le délai de garantie.',
] as const;

export const MAINLEVEES = {
  refus: [
    'Le procès-verbal n’est pas signé par le maître d’ouvrage.',
    'Des réserves restent à lever : joignez le procès-verbal de levée des réserves.',
    'La lettre ne désigne pas la caution concernée.',
    'La preuve du paiement intégral du sous-traitant est nécessaire.',
  ],
  document: [
    'Merci de joindre le procès-verbal de levée des réserves.',
    'Merci de joindre la lettre sur papier à en-tête du bénéficiaire.',
    'Merci de joindre le décompte général définitif.',
  ],
  accord: ['Mainlevée accordée.', 'Mainlevée accordée, pièces conformes.'],
  courrier: ['Mainlevée reçue du bénéficiaire par courrier.', 'Acte restitué et remplacé par celui de l’exercice suivant.'],
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
