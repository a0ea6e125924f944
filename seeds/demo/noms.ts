/** Invented people and places. Communes do not exist; their postal codes are given to nobody. */

export const PRENOMS = [
  'Adèle', 'Agathe', 'Amina', 'Anaïs', 'Antoine', 'Armelle', 'Aurore', 'Baptiste', 'Bérénice', 'Bruno', 'Camille', 'Cédric', 'Céline',
  'Clément', 'Corentin', 'Delphine', 'Driss', 'Éloïse', 'Émile', 'Étienne', 'Fanny', 'Farid', 'Florence', 'Gaël', 'Guillaume', 'Hélène',
  'Ingrid', 'Ismaël', 'Jérôme', 'Joséphine', 'Karim', 'Laurence', 'Léa', 'Ludovic', 'Maëlle', 'Mathieu', 'Mélanie', 'Mehdi', 'Nadège',
  'Noémie', 'Océane', 'Pascal', 'Quentin', 'Raphaël', 'Régine', 'Romain', 'Sabrina', 'Solène', 'Sylvain', 'Théo', 'Valérie', 'Yann', 'Yasmine', 'Zoé',
] as const;

export const NOMS = [
  'Alvernhe', 'Arnoudet', 'Auberjac', 'Bellanger-Roux', 'Bercault', 'Blanchemain', 'Bouvresse', 'Castelnaud', 'Chamboredon', 'Charrière',
  'Corbinel', 'Courtadon', 'Delabarre', 'Desmazières', 'Dorval', 'Espinasse', 'Fabregoule', 'Ferragut', 'Fontvieille', 'Gaillardet',
  'Grandclément', 'Hautecœur', 'Jolivard', 'Kerdoncuff', 'Lachassagne', 'Lavergnolle', 'Lescuyer', 'Maisonnial', 'Malaterre', 'Mercadal',
  'Montalieu', 'Nogaret', 'Ouvrard', 'Pelletanche', 'Peyronnel', 'Quintaine', 'Rabourdin', 'Rochebrune', 'Sabatery', 'Sauvagnac',
  'Taillefer', 'Thévenard', 'Tournebise', 'Ughetto', 'Valadier', 'Vendôme-Lacaze', 'Verdelhan', 'Vialatoux', 'Wattrelin', 'Zaoui',
] as const;

/** Commune and postal code. */
export const COMMUNES = [
  ['Saint-Aurélien-sur-Brenne', '01998'], ['Montfaucel', '38996'], ['Valserine-les-Bains', '01997'], ['Port-Brenne', '71998'],
  ['Grandlac', '74997'], ['Mervaux', '42998'], ['Villeneuve-d’Ysère', '26997'], ['Beaurepos', '69996'], ['La Chapelle-Orméa', '73998'],
  ['Saint-Ferréol-le-Neuf', '42997'], ['Chastelard', '07998'], ['Pont-d’Alleyras-Ville', '43998'], ['Roquemaure-le-Haut', '84998'],
  ['Les Échelons', '38995'], ['Sainte-Colombe-des-Monts', '05998'], ['Vaucresson-l’Étang', '45998'], ['Kermoran', '29998'],
  ['Plougarel', '22998'], ['Lanvénégan', '56998'], ['Saint-Goustan-Plage', '44998'], ['Trévignac', '35998'], ['Port-Sauveur', '13998'],
  ['Belcastel-Ville', '12998'], ['Champdivers-le-Grand', '21998'], ['Ormesson-Vallée', '77998'], ['Courvalain', '72998'],
] as const;

export const VOIES = [
  'rue des Tanneurs', 'avenue de la République', 'quai des Mariniers', 'boulevard des Alpages', 'rue du Puits-Neuf', 'chemin des Carrières',
  'place du Marché', 'rue Éléonore-Vasseur', 'avenue des Ponts', 'impasse des Forges', 'allée des Tilleuls', 'route de l’Écluse',
] as const;

/** Works, as a contract names them. */
export const TRAVAUX = [
  'construction de 48 logements collectifs en deux bâtiments : gros œuvre',
  'restructuration et extension du groupe scolaire : gros œuvre et maçonnerie',
  'réfection des toitures-terrasses et isolation thermique par l’extérieur',
  'aménagement du pôle d’échanges : voirie et réseaux divers',
  'remplacement des menuiseries extérieures et des protections solaires',
  'installations électriques courants forts et courants faibles du bâtiment principal',
  'reconstruction du pont sur la rivière et de ses accès',
  'renouvellement du réseau d’eau potable, tranche ferme',
  'extension de la station d’épuration : génie civil des ouvrages',
  'construction d’une halle logistique de 12 000 m² : structure et dallage',
  'réhabilitation énergétique de 120 logements occupés',
  'aménagement intérieur du siège : cloisons, doublages et faux plafonds',
  'construction d’une maison de santé pluridisciplinaire : clos et couvert',
  'ravalement et isolation de quatre façades',
  'terrassements généraux et plateformes de la zone d’activités',
  'création d’un giratoire et requalification de l’entrée de ville',
] as const;

/** Supplies and studies, in English, for the texts that are. */
export const SUPPLIES = [
  'design, supply and commissioning of a 12,000 m³/day water treatment plant',
  'supply of six prefabricated electrical substations, including site supervision',
  'engineering and delivery of an overhead conveyor system',
  'rehabilitation of the spillway gates of the upper dam',
  'detailed design and procurement services for a district cooling network',
  'supply and erection of the steel structure of a maintenance hangar',
] as const;

export const LOTS = ['', '', 'n° 1 – VRD', 'n° 2 – Gros œuvre', 'n° 4 – Étanchéité', 'n° 7 – Cloisons et doublages', 'n° 11 – Électricité', 'n° 14 – Peinture'] as const;

export const FORMES = ['SAS', 'SARL', 'SA', 'SASU', 'SNC'] as const;

/** An address part of an e-mail or a domain: no accent, no space. */
export const sansAccent = (nom: string): string =>
  nom.normalize('NFD').replace(/[\p{M}’']/gu, '').replace(/œ/g, 'oe').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
