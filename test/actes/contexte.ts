import type { ContexteActe } from '../../src/impression/acte.js';

/** An insurer, an applicant and a signatory that exist nowhere. */
export const CONTEXTE_ACTE: ContexteActe = {
  garant: {
    nom: 'Méridiane Caution',
    forme: 'société anonyme',
    capital: '120 000 000 €',
    siege: '18, quai des Orfèvres-Neufs\n69002 Grandlac',
    ville: 'Grandlac',
    rcs: 'Grandlac 991 000 034',
    agrement: 'entreprise régie par le code des assurances, agréée pour la branche 15 (caution)',
    controle: 'Autorité de contrôle prudentiel et de résolution (ACPR), 4 place de Budapest, CS 92459, 75436 Paris Cedex 09',
    en: { agrement: 'insurance undertaking governed by the French Insurance Code, authorised for class 15 (suretyship)' },
  },
  donneurDOrdre: {
    nom: 'Rhône Bâtir Gros Œuvre',
    forme: 'SAS',
    immatriculation: 'SIREN 991 234 564',
    adresse: '22, chemin des Carrières\n69330 Montferrand-sur-Ain',
  },
  signataire: {
    nom: 'Hélène Vasseur-Montagne',
    qualite: 'directrice des engagements',
    pouvoir: 'délégation du 2 janvier 2026',
    en: { qualite: 'Head of Commitments' },
  },
  numero: 'C26-0000042',
  dateEmission: '2026-11-20',
  versionActe: 1,
  demonstration: true,
};
