/** What contracts are about, in the demonstration. */

/** Works as a contract names them, by trade; the name of a company tells its trade. */
const TRAVAUX: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /lectri|Domotique|Solaire/,
    [
      'installations électriques courants forts et courants faibles du bâtiment principal',
      'remplacement de l’éclairage public et des armoires de commande',
      'mise en conformité électrique et désenfumage du lycée',
      'ombrières photovoltaïques et raccordement du parking',
      'sûreté, contrôle d’accès et vidéosurveillance du site',
    ],
  ],
  [
    /açade|Peinture|Couverture/,
    [
      'ravalement et isolation thermique par l’extérieur de quatre façades',
      'réfection des toitures-terrasses et de leur étanchéité',
      'bardage et habillage des pignons de la résidence',
      'ravalement des façades sur cour et traitement des balcons',
    ],
  ],
  [
    /enuiserie/,
    [
      'remplacement des menuiseries extérieures et des protections solaires',
      'agencement de la médiathèque et menuiseries intérieures',
      'fourniture et pose de 140 blocs-portes coupe-feu',
      'murs-rideaux et verrières de l’atrium',
    ],
  ],
  [
    /lâtrerie/,
    [
      'aménagement intérieur du siège : cloisons, doublages et faux plafonds',
      'cloisons et plafonds acoustiques du conservatoire',
      'doublages thermiques de 60 logements réhabilités',
    ],
  ],
  [
    /errasse|Travaux Publics|Génie|Route|Canalis|Ouvrages|Réseaux|Granulats|Assainis|Fondations|Carrière/,
    [
      'reconstruction du pont sur la rivière et de ses accès',
      'renouvellement du réseau d’eau potable, tranche ferme',
      'terrassements généraux et plateformes de la zone d’activités',
      'extension de la station d’épuration : génie civil des ouvrages',
      'création d’un giratoire et requalification de l’entrée de ville',
      'aménagement du pôle d’échanges : voirie et réseaux divers',
      'confortement du quai et reprise des enrochements',
      'bassin de rétention et collecteur d’eaux pluviales',
    ],
  ],
  [
    /émolition/,
    [
      'démolition de l’ancienne cité administrative et tri des matériaux',
      'curage, désamiantage et démolition de deux immeubles',
      'dépose des installations et démolition des silos',
    ],
  ],
  [
    /harpente/,
    [
      'charpente et ossature bois du groupe scolaire',
      'charpente lamellé-collé de la halle des sports',
      'surélévation en bois de l’immeuble de bureaux',
    ],
  ],
  [
    /Ingénierie|Énergie|Eau$|Ltd|Inc|WLL/,
    [
      'études et fourniture des équipements de la station de pompage',
      'poste de transformation et contrôle-commande',
      'traitement des eaux de l’usine : études, fourniture et mise en service',
    ],
  ],
];
const BATIMENT = [
  'construction de 48 logements collectifs en deux bâtiments : gros œuvre',
  'restructuration et extension du groupe scolaire : gros œuvre et maçonnerie',
  'construction d’une halle logistique de 12 000 m² : structure et dallage',
  'réhabilitation énergétique de 120 logements occupés',
  'construction d’une maison de santé pluridisciplinaire : clos et couvert',
  'extension du centre hospitalier : gros œuvre et fondations spéciales',
  'reconstruction de la gendarmerie et de ses logements',
  'transformation d’anciens bureaux en résidence étudiante',
] as const;

export const travauxDe = (entreprise: string): readonly string[] => TRAVAUX.find(([metier]) => metier.test(entreprise))?.[1] ?? BATIMENT;

/** Supplies and studies, in English, for the texts that are. */
export const SUPPLIES = [
  'design, supply and commissioning of a 12,000 m³/day water treatment plant',
  'supply of six prefabricated electrical substations, including site supervision',
  'engineering and delivery of an overhead conveyor system',
  'rehabilitation of the spillway gates of the upper dam',
  'detailed design and procurement services for a district cooling network',
  'supply and erection of the steel structure of a maintenance hangar',
] as const;

export const LOTS = ['', '', '', 'n° 1', 'n° 2', 'n° 4', 'n° 7', 'n° 11', 'n° 14', 'tranche ferme', 'tranche conditionnelle'] as const;
