/** Invented beneficiaries, by credit type. */
import { sirenOf, siretOf } from '../../src/kit/identifiers.js';
import { hasard, type Hasard } from './hasard.js';
import { COMMUNES, VOIES } from './noms.js';

export interface Beneficiaire {
  readonly nom: string;
  readonly nature: 'public' | 'prive' | 'particulier';
  readonly pays: string;
  readonly adresse: string;
  readonly siret: string;
}

type Vivier = readonly string[];

const PUBLICS: Vivier = [
  'Métropole de Valserine',
  'Département de la Haute-Brenne',
  'Région Rhodanie',
  'Centre hospitalier des Trois-Rives',
  'Lycée Éléonore-Vasseur',
  'Syndicat des eaux du Mervalois',
  'Office public de l’habitat du Val d’Ysère',
  'Communauté de communes des Monts d’Orméa',
  'Université de Grandlac',
  'Syndicat mixte des transports de la Brenne',
  'Établissement public foncier de Rhodanie',
  'Port autonome de Port-Sauveur',
  ...COMMUNES.map(
    ([nom]) =>
      `Commune ${/^[AÉO]/.test(nom) ? 'd’' : nom.startsWith('Les ') ? '' : 'de '}${nom.startsWith('Les ') ? nom.replace('Les ', 'des ') : nom}`,
  ),
];
const PRIVES: Vivier = [
  'SCI Les Terrasses de la Colline',
  'Foncière Bellecombe SAS',
  'SCCV Le Clos des Tilleuls',
  'SCI Les Jardins d’Orméa',
  'Logis du Ponant SA',
  'Bricq & Tarrière Promotion',
  'Entrepôts Solvignac SAS',
  'SCCV Cœur de Mervaux',
  'Hôtelière du Grandlac SAS',
  'Cliniques Saint-Ferréol',
  'SAS Logistique du Plateau',
  'Foncière Orvalis',
  'SCI Quai des Mariniers',
  'Immobilière des Trois Vallées',
  'Coopérative laitière du Mervalois',
  'SCCV Les Balcons de Chastelard',
  'Résidences Séquoia',
  'Verreries de la Brenne',
  'SCI du Puits-Neuf',
  'Papeteries d’Ysère',
  'Résidences Rivage Seniors',
  'Brasserie des Échelons',
  'SAS Data-Alpages',
  'Mutuelle du Second Œuvre',
  'SCCV Patio Montfaucel',
  'Groupement agricole des Hautes Terres',
];
const PARTICULIERS: Vivier = [
  'M. et Mme Lavergnolle',
  'Mme Hélène Thévenard',
  'M. Driss Ferragut',
  'Indivision Maisonnial',
  'Mme Noémie Valadier',
];
const SOUS_TRAITANTS: Vivier = [
  'Isolation Chartreuse SARL',
  'Étanchéité Courvoisel SARL',
  'Plâtrerie Danjoux Frères',
  'Ravel Électricité SAS',
  'Charpentes Vignoux',
  'Peintures Aubrac-Lenoir',
  'Sols et Faïences Mirebel',
  'Ferronnerie Quintaine',
  'Ascenseurs du Levant',
  'Menuiserie Tournebise',
  'Forages Alvernhe',
  'Couverture Desmazières',
  'Échafaudages Rabourdin',
  'Plomberie Sauvagnac',
  'Serrurerie Gaillardet',
  'Espaces verts du Mervalois',
  'Désamiantage Nogaret',
];
const FOURNISSEURS: Vivier = [
  'Bétons de l’Ysère',
  'Aciers Malaterre',
  'Négoce Bois Verdelhan',
  'Vitrages du Lac SA',
  'Matériaux Lescuyer',
  'Granulats Courtadon',
  'Équipements Taillefer',
];
const ENTREPRENEURS: Vivier = [
  'Constructions Peyronnel SAS',
  'Entreprise Charrière',
  'Bâtisseurs du Grandlac',
  'Sauvagnac & Fils',
  'Travaux Espinasse SAS',
];
const DOUANES: Vivier = [
  'Recette interrégionale des douanes de Port-Sauveur',
  'Recette régionale des douanes de Grandlac',
  'Recette interrégionale des douanes de Kermoran',
];
const PREFETS: Vivier = ['Préfet de la Haute-Brenne', 'Préfet du Val d’Ysère', 'Préfet de l’Orméa'];

/** Name, country, address. */
const ETRANGERS = [
  ['Al Dhahira Water Works Company', 'OM', 'Building 7, Harbour Road, Muscat'],
  ['Northfjord Energy AS', 'NO', '14 Havnegata, Bergen'],
  ['Compañía Minera Quillacota', 'CL', '210 Calle del Cobre, Santiago'],
  ['Maple Ridge Transit Authority', 'CA', '88 Wellington Street, Ottawa'],
  ['Sarovar Power Projects Ltd', 'IN', 'Plot 41, Lakeview Industrial Area, Pune'],
  ['Port of Kestrel Bay', 'AU', '2 Wharf Parade, Kestrel Bay'],
  ['Great Plains Turbine LLC', 'US', '1200 Prairie Avenue, Omaha, Nebraska'],
  ['Gulf Desalination Partners', 'KW', 'Block 3, Coast Street, Kuwait City'],
  ['Águas do Douro Verde SA', 'PT', 'Rua das Amendoeiras 15, Porto'],
  ['Marmara Rail Systems AŞ', 'TR', 'Sahil Caddesi 120, Istanbul'],
  ['Helvetische Tunnelbau AG', 'CH', 'Bahnhofplatz 9, Chur'],
  ['Severn Estuary Barrage plc', 'GB', '30 Dock Street, Bristol'],
] as const;

const PUBLIC = new Set(['RG_PUB', 'GAPD_RG', 'GAPD_AV', 'SOUM']);
const NOMMES: Readonly<Record<string, Vivier>> = {
  ST: SOUS_TRAITANTS,
  FOUR: FOURNISSEURS,
  P1799: ENTREPRENEURS,
  DOU_CE: DOUANES,
  DOU_OD: DOUANES,
  ICPE: PREFETS,
  TT: ['Salariés intérimaires et organismes de sécurité sociale'],
  IMMO: ['Mandants de l’agence, collectivement'],
  VOY: ['Voyageurs ayant contracté avec l’agence'],
  GFA: [
    'Acquéreurs du programme Les Terrasses de Valombreuse',
    'Acquéreurs du programme Le Clos des Tilleuls',
    'Acquéreurs du programme Cœur de Mervaux',
  ],
};
const ADMINISTRATIONS = new Set(['DOU_CE', 'DOU_OD', 'ICPE']);
const COLLECTIFS = new Set(['TT', 'IMMO', 'VOY', 'GFA']);

/** The same invented SIREN for the same name, always. */
function siretDe(nom: string): string {
  const rang = [...nom].reduce((somme, lettre) => (somme * 31 + lettre.charCodeAt(0)) % 400_000, 7);
  return siretOf(sirenOf(`99${String(500_000 + rang)}`), 1);
}

/** The same address for the same name, always; a commune is at home. */
const adresseDe = (nom: string): string =>
  adresseInventee(
    hasard(`adresse ${nom}`),
    COMMUNES.find(([commune]) => nom.startsWith('Commune') && nom.endsWith(commune.replace('Les ', ''))),
  );

export function adresseInventee(h: Hasard, place: (typeof COMMUNES)[number] = h.parmi(COMMUNES)): string {
  const [commune, code] = place;
  return `${h.entier(1, 140)}, ${h.parmi(VOIES)}, ${code} ${commune}`;
}

export function beneficiaire(h: Hasard, typeCredit: string, langue: 'fr' | 'en', pays?: string): Beneficiaire {
  if (langue === 'en') {
    const [nom, ici, adresse] = h.parmi(pays ? ETRANGERS.filter(([, code]) => code === pays) : ETRANGERS);
    return { nom, nature: 'prive', pays: ici, adresse, siret: '' };
  }
  const nomme = NOMMES[typeCredit];
  const nature =
    PUBLIC.has(typeCredit) || ADMINISTRATIONS.has(typeCredit)
      ? 'public'
      : COLLECTIFS.has(typeCredit) || (!nomme && h.sur100(5))
        ? 'particulier'
        : 'prive';
  const nom = h.parmi(nomme ?? { public: PUBLICS, prive: PRIVES, particulier: PARTICULIERS }[nature]);
  return { nom, nature, pays: 'FR', adresse: adresseDe(nom), siret: nature === 'particulier' ? '' : siretDe(nom) };
}
