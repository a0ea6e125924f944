/** Variables and legal limits of the two textes that replace the retenue de garantie of a public contract. */
import type { Condition, Limite } from '../../src/specimens/texte.js';
import { pour } from './base.js';
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

const CCP = 'code de la commande publique';
const CONJOINT: Condition[] = [{ variable: 'groupement', vaut: ['conjoint'] }];
const POUR_LE_TOUT: Condition[] = [{ variable: 'groupement', vaut: ['seul', 'solidaire', 'mandataire_solidaire'] }];
/** Buyers bound by the 3 % rate towards an SME. */
const REDUITE: Condition = { variable: 'acheteur_classe', vaut: ['etat', 'etablissement_etat', 'collectivite_importante'] };
const PME: Condition = { variable: 'pme', vaut: ['oui'] };

const facultatif = (nom: string, fr: string, en: string) =>
  variable('beneficiaire', nom, 'texte', fr, en, { obligatoire: false, longueurMax: 100 });

/** What the official model asks of the public person (heading A), in its order, besides name and address. */
const personnePublique = [
  variable('beneficiaire', 'acheteur_direction', 'texte', 'Direction', 'Directorate', { longueurMax: 100 }),
  facultatif('acheteur_sous_direction', 'Sous-direction', 'Sub-directorate'),
  facultatif('acheteur_bureau', 'Bureau', 'Office'),
  facultatif('acheteur_telecopie', 'Télécopie', 'Fax'),
  facultatif('acheteur_telephone', 'Téléphone', 'Telephone'),
  variable('beneficiaire', 'acheteur_courriel', 'email', 'Courriel', 'E-mail', { obligatoire: false }),
];

const groupement = variable('marche', 'groupement', 'choix', 'Forme du titulaire', 'Form of the contractor', {
  choix: [
    choix('seul', 'Entreprise seule', 'Single company'),
    choix('solidaire', 'Mandataire d’un groupement solidaire, pour le total', 'Lead of a joint and several group, for the whole'),
    choix('conjoint', 'Membre d’un groupement conjoint, pour sa part', 'Member of a joint group, for its share'),
    choix('mandataire_solidaire', 'Mandataire solidaire d’un groupement conjoint', 'Lead, jointly liable, of a joint group'),
  ],
  parDefaut: 'seul',
});

const acheteurClasse = variable('beneficiaire', 'acheteur_classe', 'choix', 'Catégorie d’acheteur', 'Class of buyer', {
  choix: [
    choix('etat', 'État', 'State'),
    choix(
      'etablissement_etat',
      'Établissement public de l’État, plus de 60 M€ de dépenses de fonctionnement',
      'State body above €60m of operating expenditure',
    ),
    choix(
      'collectivite_importante',
      'Collectivité ou son établissement, plus de 60 M€ de dépenses de fonctionnement',
      'Local authority above €60m of operating expenditure',
    ),
    choix('autre', 'Autre acheteur public', 'Other public buyer'),
  ],
  parDefaut: 'autre',
});

export const variables = [
  ...beneficiaire(['public'], b('Acheteur public', 'Public buyer')).filter(
    ({ nom }) => nom !== 'beneficiaire_service' && nom !== 'beneficiaire_email',
  ),
  ...personnePublique,
  acheteurClasse,
  variable('beneficiaire', 'comptable_assignataire', 'texte', 'Comptable assignataire', 'Public accountant in charge'),
  ...marche({ numeroObligatoire: true }),
  ...montantsMarche,
  variable('marche', 'delai_garantie_mois', 'entier', 'Délai de garantie', 'Warranty period', {
    unite: b('mois', 'months'),
    max: '120',
    parDefaut: '12',
  }),
  groupement,
  variable('marche', 'part_montant', 'montant', 'Part TTC du membre', 'The member’s share incl. tax', {
    si: CONJOINT,
    aide: b('La garantie d’un membre porte sur sa part seule.', 'A member’s guarantee bears on his share alone.'),
  }),
  ouiNon('marche', 'pme', 'Titulaire petite ou moyenne entreprise', 'Small or medium-sized contractor'),
  taux('5', '5'),
  ...montantGaranti(['montant_ttc', 'avenants_ttc'], [{ si: CONJOINT, base: ['part_montant'] }]),
  dateEffet,
  finPrevue,
];

const base = ['montant_ttc', 'avenants_ttc'];
const part = ['part_montant'];
const cinq = `${CCP}, art. R2191-33 et R2191-38`;
const trois = `${CCP}, art. R2191-33 : 3 % pour une PME`;

export const limites: Limite[] = [
  pour(['public'], `${CCP}, art. L2191-7`),
  {
    type: 'plafond',
    montant: 'part_montant',
    variable: 'montant_ttc',
    plus: ['avenants_ttc'],
    si: CONJOINT,
    article: `${CCP}, art. R2191-39`,
  },
  { type: 'taux_max', montant: 'montant', base, taux: '5', si: POUR_LE_TOUT, article: cinq },
  { type: 'taux_max', montant: 'montant', base: part, taux: '5', si: CONJOINT, article: cinq },
  { type: 'taux_max', montant: 'montant', base, taux: '3', si: [...POUR_LE_TOUT, PME, REDUITE], article: trois },
  { type: 'taux_max', montant: 'montant', base: part, taux: '3', si: [...CONJOINT, PME, REDUITE], article: trois },
];
