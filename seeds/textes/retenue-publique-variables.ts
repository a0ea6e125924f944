/** Variables and legal limits of the two textes that replace the retenue de garantie of a public contract. */
import type { Limite } from '../../src/specimens/texte.js';
import {
  b,
  beneficiaire,
  choix,
  dateEffet,
  finPrevue,
  marche,
  montantGaranti,
  montantsMarche,
  ouiNon,
  taux,
  variable,
} from './communes.js';

export const variables = [
  ...beneficiaire('public', b('Acheteur public', 'Public buyer')),
  variable(
    'beneficiaire',
    'acheteur_direction',
    'texte',
    'Direction, sous-direction ou bureau de l’acheteur',
    'Buyer’s department or office',
  ),
  variable('beneficiaire', 'comptable_assignataire', 'texte', 'Comptable assignataire', 'Public accountant in charge'),
  ...marche({ numeroObligatoire: true }),
  ...montantsMarche,
  variable('marche', 'delai_garantie_mois', 'entier', 'Délai de garantie', 'Warranty period', {
    unite: b('mois', 'months'),
    max: '120',
    parDefaut: '12',
  }),
  variable('marche', 'groupement', 'choix', 'Forme du titulaire', 'Form of the contractor', {
    choix: [
      choix('seul', 'Entreprise seule', 'Single company'),
      choix('solidaire', 'Mandataire d’un groupement solidaire, pour le total', 'Lead of a joint and several group, for the whole'),
      choix('conjoint', 'Membre d’un groupement conjoint, pour sa part', 'Member of a joint group, for its share'),
      choix('mandataire_solidaire', 'Mandataire solidaire d’un groupement conjoint', 'Lead, jointly liable, of a joint group'),
    ],
    parDefaut: 'seul',
  }),
  ouiNon(
    'marche',
    'pme',
    'Taux réduit de 3 % (PME)',
    'Reduced rate of 3% (SME)',
    b(
      'Petite ou moyenne entreprise titulaire d’un marché d’un acheteur soumis au taux de 3 %.',
      'Small or medium-sized contractor of a buyer bound by the 3% rate.',
    ),
  ),
  taux('5', '5'),
  ...montantGaranti(['montant_ttc', 'avenants_ttc']),
  dateEffet,
  finPrevue,
];

const base = ['montant_ttc', 'avenants_ttc'];
export const limites: Limite[] = [
  { type: 'taux_max', montant: 'montant', base, taux: '5', article: 'code de la commande publique, art. R2191-33 et R2191-38' },
  {
    type: 'taux_max',
    montant: 'montant',
    base,
    taux: '3',
    si: [{ variable: 'pme', vaut: ['oui'] }],
    article: 'code de la commande publique, art. R2191-33 (PME)',
  },
];
