/** Plausible invented values for the variables of a texte: for specimens, tests and the demonstration. Every name here is made up. */
import { addDays, type Day } from '../../src/kit/dates.js';
import { decimals } from '../../src/kit/money.js';
import { sirenOf, siretOf } from '../../src/kit/identifiers.js';
import type { TexteVersion, Variable } from '../../src/specimens/texte.js';
import { readVariables } from '../../src/specimens/variables.js';

export interface ExampleOptions {
  /** Varies names, objects and amounts. */
  readonly rang?: number;
  readonly devise?: string;
  /** Dates are around this day. */
  readonly today?: Day;
}

const PUBLICS = [
  'Commune de Valombreuse',
  'Département de la Haute-Brenne',
  'Centre hospitalier des Trois-Rives',
  'Lycée Éléonore-Vasseur',
  'Syndicat des eaux du Mervalois',
  'Métropole de Grandlac',
];
const PRIVES = [
  'SCI Les Hauts de Marsanne',
  'Foncière Orvalis',
  'SCCV Clos des Amandiers',
  'Logis du Ponant SA',
  'Bricq & Tarrière Promotion',
  'Entrepôts Solvignac SAS',
];
const SOUS_TRAITANTS = [
  'Étanchéité Courvoisel SARL',
  'Plâtrerie Danjoux Frères',
  'Ravel Électricité SAS',
  'Charpentes Vignoux',
  'Peintures Aubrac-Lenoir',
  'Sols et Faïences Mirebel',
];
const ETRANGERS = [
  'Al Dhahira Water Works Company',
  'Northfjord Energy AS',
  'Compañía Minera Quillacota',
  'Maple Ridge Transit Authority',
  'Sarovar Power Projects Ltd',
  'Port of Kestrel Bay',
];
const OBJETS = [
  'restructuration et extension du groupe scolaire : gros œuvre et maçonnerie',
  'construction de 48 logements collectifs en deux bâtiments : cloisons, doublages et faux plafonds',
  'réfection des toitures-terrasses et isolation thermique par l’extérieur',
  'aménagement du pôle d’échanges multimodal : voirie et réseaux divers',
  'remplacement des menuiseries extérieures et des protections solaires',
  'installations électriques courants forts et courants faibles du bâtiment principal',
];
const FOURNITURES = [
  'menuiseries en aluminium à rupture de pont thermique',
  'béton prêt à l’emploi C25/30 et aciers façonnés',
  'panneaux isolants en laine de bois',
];
const SUBJECTS = [
  'design, supply and commissioning of a 12,000 m³/day water treatment plant',
  'supply of six prefabricated electrical substations, including site supervision',
  'engineering and delivery of an overhead conveyor system',
];
const CHANTIERS = [
  '12, rue des Tanneurs, 38000 Valombreuse',
  'ZAC du Grand Pré, îlot 4, 69330 Montferrand-sur-Ain',
  '3, avenue de la Gare, 26200 Marsanne-les-Bains',
  'quai des Mariniers, 71000 Port-Brenne',
];
const ADRESSES = [
  'Hôtel de ville, 1, place de la République, 38000 Valombreuse',
  '45, boulevard des Alpages, 69003 Grandlac',
  '8, rue du Puits-Neuf, 21000 Brenne',
  'Le Forum, 27, cours Sully, 42000 Mervaux',
];
const LOTS = ['n° 2 – Gros œuvre', 'n° 7 – Cloisons et doublages', 'n° 4 – Étanchéité', 'n° 11 – Électricité'];

const pick = (list: readonly string[], rang: number): string => list[rang % list.length] ?? '';

/** A SIRET with a right key; these numbers belong to the range kept for invented data (SIREN beginning with 99). */
export const exampleSiret = (rang: number): string => siretOf(sirenOf(`99${String(100_000 + rang * 37).padStart(6, '0')}`), 1);

/** Days after `today` for each date a texte may ask. */
const JOURS: Readonly<Record<string, number>> = {
  marche_date: -30,
  remise_date: 20,
  soustraite_date: 3,
  agrement_date: 5,
  travaux_date: 20,
  acompte_date: -2,
  commande_date: -10,
  echeance_date: 60,
  achevement_date: 300,
  arrete_date: -90,
  date_fin: 365,
};

function fixed(texte: TexteVersion, rang: number, devise: string): Record<string, string> {
  const cents = (value: number): string => value.toFixed(decimals(devise));
  const french = texte.langue === 'fr';
  const ttc = 84_000 + ((rang * 36_900) % 1_400_000);
  const montant = ttc * 0.3;
  return {
    beneficiaire_nom: pick(beneficiaries(texte), rang),
    beneficiaire_pays: french ? 'FR' : pick(['OM', 'NO', 'CL', 'CA', 'IN', 'AU'], rang),
    beneficiaire_adresse: french
      ? pick(ADRESSES, rang)
      : pick(['Building 7, Harbour Road, Muscat', '14 Havnegata, Bergen', '210 Calle del Cobre, Santiago'], rang),
    beneficiaire_siret: exampleSiret(rang),
    soustraitant_siret: exampleSiret(rang),
    beneficiaire_service: '',
    beneficiaire_email: `marches${rang}@beneficiaire.example`,
    acheteur_direction: 'Direction des bâtiments',
    acheteur_bureau: 'bureau de la commande publique',
    acheteur_telephone: '04 00 00 00 00',
    acheteur_courriel: `marches${rang}@acheteur.example`,
    comptable_assignataire: 'Trésorier principal de Valombreuse',
    marche_numero: `M${2020 + (rang % 7)}-${String(100 + ((rang * 17) % 900))}`,
    marche_objet: pick(texte.typeCredit === 'FOUR' ? FOURNITURES : french ? OBJETS : SUBJECTS, rang),
    marche_lot: pick(LOTS, rang),
    chantier_adresse: pick(CHANTIERS, rang),
    montant_ht: cents(ttc / 1.2),
    montant_ttc: cents(ttc),
    avenants_ttc: rang % 3 === 1 ? cents(ttc * 0.04) : '',
    taux: ['RG_PRIV', 'RG_PUB', 'GAPD_RG'].includes(texte.typeCredit) ? '5' : '',
    soustraite_numero: `ST-${200 + rang}`,
    soustraite_montant: cents(ttc),
    maitre_ouvrage: pick(PRIVES, rang + 1),
    consultation_ref: `AO-${2026 + (rang % 2)}-${10 + rang}`,
    avance_montant: cents(montant),
    avance_base_montant: cents(ttc),
    avance_taux: '30',
    part_montant: cents(ttc / 4),
    echeancier_avance: 'précompte de 20 % sur chaque situation à compter de 65 % d’exécution du marché',
    acompte_montant: cents(montant),
    commande_numero: `BC-${3000 + rang}`,
    contrat_ref: `CT/${2026}/${400 + rang}`,
    incoterm: 'DAP, port of destination (Incoterms 2020)',
    lieu_presentation: french ? '' : 'the Guarantor’s registered office',
    compte_avance: 'FR76 0000 0000 0000 0000 0000 000 (demonstration bank)',
    bureau: 'Grandlac-Port',
    agrement_numero: `DC-${700 + rang}`,
    plafond_montant: cents(montant * 2),
    exercice: '2025',
    etablissements: 'agence de Grandlac (siège) ; agence de Mervaux ; agence de Port-Brenne',
    ca_ht: '2400000',
    carte_numero: `CPI 3801 2024 000 0${10 + rang}`,
    fonds_montant: '120000',
    immatriculation_numero: `IM038${String(240000 + rang)}`,
    volume_montant: '1800000',
    programme: 'Les Terrasses de Valombreuse',
    permis_numero: `PC 038 185 24 A00${10 + rang}`,
    lots: 'appartements A01 à A24, caves et places de stationnement correspondantes',
    achevement_montant: cents(montant),
    arrete_numero: `2024-DREAL-${30 + rang}`,
    site: 'carrière du Bois-Tordu, commune de Valombreuse',
  };
}

/** What the beneficiary of a texte usually is. */
const natureOf = (texte: TexteVersion): string => {
  const nature = texte.variables.find(({ nom }) => nom === 'beneficiaire_nature');
  return nature?.calcul?.type === 'constante' ? nature.calcul.valeur : (nature?.parDefaut ?? 'prive');
};

const OF_TYPE: Readonly<Record<string, readonly string[]>> = {
  ST: SOUS_TRAITANTS,
  P1799: SOUS_TRAITANTS,
  FOUR: SOUS_TRAITANTS,
  DOU_CE: ['Recette interrégionale des douanes de Grandlac'],
  DOU_OD: ['Recette interrégionale des douanes de Grandlac'],
  TT: ['Inspection du travail de la Haute-Brenne'],
  IMMO: ['Chambre de commerce et d’industrie du Mervalois'],
  VOY: ['Registre des opérateurs de voyages du Grandlac'],
  GFA: ['Étude Corvaisier et Lemaunier, notaires à Valombreuse'],
  ICPE: ['Préfet de la Haute-Brenne'],
};

const beneficiaries = (texte: TexteVersion): readonly string[] =>
  OF_TYPE[texte.typeCredit] ?? (texte.langue === 'en' ? ETRANGERS : natureOf(texte) === 'public' ? PUBLICS : PRIVES);

/** Guaranteed amounts of the textes that do not work them out. */
const MONTANTS: Readonly<Record<string, string>> = { TT: '192000', IMMO: '150000', VOY: '250000' };

function exampleOf({ nom, type, choix, parDefaut }: Variable, today: Day): string {
  if (type === 'date') return addDays(today, JOURS[nom] ?? 0);
  return type === 'choix' && parDefaut === undefined ? (choix?.[0]?.valeur ?? '') : '';
}

/** What somebody would type in each field of a texte. */
export function exampleTyped(texte: TexteVersion, { rang, devise, today }: Required<ExampleOptions>): Record<string, string> {
  const known = fixed(texte, rang, devise);
  const guaranteed = MONTANTS[texte.typeCredit] ?? (texte.typeCredit === 'ST' ? known.soustraite_montant : known.avance_montant);
  const brut: Record<string, string> = {};
  for (const variable of texte.variables) {
    const value = known[variable.nom] ?? exampleOf(variable, today);
    if (variable.calcul?.type === 'pourcentage') continue;
    if (variable.nom === 'montant') brut.montant = guaranteed ?? '100000';
    else if (value !== '' || variable.parDefaut === undefined) brut[variable.nom] = value;
    if (variable.nom === 'beneficiaire_nature') brut[variable.nom] = natureOf(texte);
  }
  if (texte.fin === 'evenement' && !texte.variables.some(({ nom, obligatoire }) => nom === 'date_fin' && obligatoire))
    brut.date_fin = addDays(today, 540);
  return brut;
}

/** Canonical values for every variable of a texte, computed ones included. Throws if they are refused: a fault in these examples. */
export function exampleValues(
  texte: TexteVersion,
  { rang = 0, devise = 'EUR', today = '2026-11-20' }: ExampleOptions = {},
): Record<string, string> {
  const brut = exampleTyped(texte, { rang, devise, today });
  const { valeurs, erreurs } = readVariables(texte, brut, { devise, today });
  if (erreurs.length > 0) throw new Error(`${texte.code}: ${erreurs.map(({ field, message }) => `${field} ${message}`).join(', ')}`);
  return valeurs;
}
