/** The building group: 24 entities on four levels, 30 users, and the five sign-ins that tell how a demande is followed. */
import { etats, feuille, incidents, type CompteDef, type EntiteDef, type PersonneDef } from './modele.js';

const racine: EntiteDef = {
  cle: 'groupe', nom: 'Groupe Rhône Bâtir', forme: 'SA', demande: false, enfants: [
    { cle: 'construction', nom: 'Rhône Bâtir Construction', forme: 'SAS', enfants: [
      { cle: 'gros-oeuvre', nom: 'Rhône Bâtir Gros Œuvre', forme: 'SAS', enfants: [
        { ...feuille('loire', 'Gros Œuvre Loire', 'SARL'), demande: false },
        feuille('isere', 'Gros Œuvre Isère', 'SARL'),
      ] },
      feuille('charpentes', 'Charpentes du Pilat'),
      feuille('prefabrication', 'Préfabrication Dauphinoise'),
    ] },
    { cle: 'travaux-publics', nom: 'Rhône Bâtir Travaux Publics', forme: 'SAS', enfants: [
      { cle: 'genie-civil', nom: 'Rhône Bâtir Génie Civil', forme: 'SAS', enfants: [
        feuille('ouvrages', 'Ouvrages d’Art du Vercors'),
        { ...feuille('canalisations', 'Canalisations de l’Ain', 'SARL'), demande: false },
      ] },
      { ...feuille('routes', 'Routes et Réseaux de la Bièvre'), demande: false },
      { ...feuille('terrassements', 'Terrassements du Royans', 'SARL'), etat: 'inactive' },
    ] },
    { cle: 'second-oeuvre', nom: 'Rhône Bâtir Second Œuvre', forme: 'SAS', demande: false, enfants: [
      { cle: 'facades', nom: 'Alpes Façades', forme: 'SAS', enfants: [{ ...feuille('facades-savoie', 'Façades Savoyardes', 'SARL'), demande: false }] },
      feuille('menuiseries', 'Menuiseries du Forez'),
      { cle: 'electricite', nom: 'Électricité du Val', forme: 'SAS', enfants: [
        { ...feuille('domotique', 'Val Domotique', 'SASU'), etat: 'identifiee', demande: false },
      ] },
      feuille('platrerie', 'Plâtrerie Bressane', 'SARL'),
      { ...feuille('peinture', 'Peintures du Bugey', 'SARL'), etat: 'validee', demande: false },
    ] },
    { cle: 'immobilier', nom: 'Rhône Bâtir Immobilier', forme: 'SAS', demande: false, enfants: [
      feuille('promotion', 'Rhône Bâtir Promotion', 'SNC'),
      { ...feuille('gestion', 'Rhône Bâtir Gestion', 'SARL'), etat: 'a_identifier', demande: false },
    ] },
  ],
};

const saisisseur = (prenom: string, nom: string, ...perimetre: string[]): PersonneDef => ({ prenom, nom, profils: ['saisisseur'], perimetre });
const valideur = (prenom: string, nom: string, montantMax: number, ...perimetre: string[]): PersonneDef => ({
  prenom, nom, profils: ['valideur'], montantMax, perimetre,
});

const personnes: PersonneDef[] = [
  { prenom: 'Thomas', nom: 'Berthelin', adresse: 'admin', profils: ['administrateur'] },
  { prenom: 'Inès', nom: 'Caradec', adresse: 'saisie', profils: ['saisisseur'], perimetre: ['construction'] },
  { prenom: 'Marc', nom: 'Delorval', adresse: 'valideur', profils: ['valideur'], montantMax: 150_000 },
  { prenom: 'Claire', nom: 'Vasseur', adresse: 'directrice', profils: ['valideur'] },
  { prenom: 'Hugo', nom: 'Pélissard', adresse: 'lecture', profils: ['consultant'] },
  { prenom: 'Philippe', nom: 'Rochebrune', profils: ['valideur', 'consultant'] },
  valideur('Sandrine', 'Mercadal', 80_000, 'construction'),
  valideur('Olivier', 'Thévenard', 80_000, 'travaux-publics'),
  valideur('Nadia', 'Sabatery', 60_000, 'second-oeuvre'),
  valideur('Grégoire', 'Hautecœur', 400_000, 'immobilier'),
  { prenom: 'Bénédicte', nom: 'Gaillardet', profils: ['valideur'], montantMax: 120_000, types: ['ST', 'FOUR'] },
  { prenom: 'Laure', nom: 'Espinasse', profils: ['administrateur', 'consultant'] },
  saisisseur('Julien', 'Ouvrard', 'gros-oeuvre'),
  saisisseur('Coralie', 'Valadier', 'charpentes', 'prefabrication'),
  saisisseur('Mehdi', 'Zaoui', 'travaux-publics'),
  saisisseur('Aurore', 'Lescuyer', 'genie-civil'),
  saisisseur('Fabien', 'Nogaret', 'routes', 'terrassements'),
  saisisseur('Émilie', 'Tournebise', 'canalisations'),
  saisisseur('Sylvie', 'Courtadon', 'second-oeuvre'),
  saisisseur('Kévin', 'Desmazières', 'facades'),
  saisisseur('Marion', 'Jolivard', 'menuiseries', 'platrerie'),
  saisisseur('Rachid', 'Ferragut', 'electricite'),
  saisisseur('Catherine', 'Bercault', 'immobilier'),
  saisisseur('Antoine', 'Malaterre', 'groupe'),
  saisisseur('Élodie', 'Charrière', 'groupe'),
  { prenom: 'William', nom: 'Ashworth', profils: ['saisisseur', 'consultant'], perimetre: ['ouvrages'], langue: 'en' },
  { prenom: 'Gérard', nom: 'Alvernhe', profils: ['consultant'], perimetre: ['second-oeuvre'] },
  { prenom: 'Solange', nom: 'Peyronnel', profils: ['consultant'], etat: 'suspendu' },
  { prenom: 'Maxime', nom: 'Verdelhan', profils: ['saisisseur'], perimetre: ['promotion'], etat: 'invite' },
  { prenom: 'Anouk', nom: 'Blanchemain', profils: ['consultant'], perimetre: ['construction'], etat: 'invite' },
];

export const RHONE_BATIR: CompteDef = {
  nom: 'Groupe Rhône Bâtir',
  domaine: 'rhonebatir.example',
  numero: '100417',
  conseiller: 0,
  charge: 3,
  seuils: [80, 95],
  racine,
  personnes,
  circuit: { propre: false, tranches: [[0, 1], [50_000, 2]] },
  contrats: [
    { numero: 'CP20417', frais: 15, editionDeportee: true, depuisMois: 74, toleranceJours: 90, lignes: [
      { libelle: 'Retenues de garantie et bonne fin', autorisations: [
        ['groupe', 'MARCHE', 'RG_PRIV', 18, 76.8], ['groupe', 'MARCHE', 'RG_PUB', 12, 83.6], ['groupe', 'MARCHE', 'GAPD_RG', 4, 52],
        ['groupe', 'MARCHE', 'BF', 5, 35.7], ['groupe', 'MARCHE', 'SOUM', 5, 19.4],
      ] },
      { libelle: 'Avances et acomptes', autorisations: [['groupe', 'MARCHE', 'GAPD_AV', 5, 97], ['groupe', 'MARCHE', 'RA', 3, 44]] },
      { libelle: 'Sous-traitants et fournisseurs', autorisations: [['groupe', 'MARCHE', 'ST', 10, 40.8], ['groupe', 'MARCHE', 'FOUR', 2, 31]] },
      { libelle: 'Filiales', autorisations: [
        ['gros-oeuvre', 'MARCHE', 'RG_PRIV', 8, 61], ['gros-oeuvre', 'MARCHE', 'ST', 6, 58], ['facades', 'MARCHE', 'RG_PRIV', 4, 66],
        ['facades', 'MARCHE', 'RG_PUB', 3, 47], ['menuiseries', 'MARCHE', 'RG_PRIV', 3, 71], ['electricite', 'MARCHE', 'RG_PRIV', 3, 38],
      ] },
    ] },
    { numero: 'CP20418', frais: 17, editionDeportee: true, terme: 'echu', depuisMois: 62, toleranceJours: 90, lignes: [
      { libelle: 'Programme SNSO', autorisations: [
        ['second-oeuvre', 'SNSO', 'RG_PRIV', 8, 82.8], ['second-oeuvre', 'SNSO', 'RG_PUB', 4, 55], ['second-oeuvre', 'SNSO', 'ST', 2, 24],
      ] },
    ] },
    { numero: 'CP20431', frais: 15, editionDeportee: true, terme: 'echu', depuisMois: 58, toleranceJours: 90, finMois: 2, lignes: [
      { libelle: 'Travaux publics', autorisations: [
        ['travaux-publics', 'MARCHE', 'RG_PUB', 9, 68], ['travaux-publics', 'MARCHE', 'RG_PRIV', 4, 49],
        ['travaux-publics', 'MARCHE', 'GAPD_AV', 3, 73], ['travaux-publics', 'MARCHE', 'ST', 4, 63],
      ] },
    ] },
    { numero: 'CP20466', frais: 150, depuisMois: 40, lignes: [
      { libelle: 'Promotion immobilière', autorisations: [['immobilier', 'REGLEMENTEE', 'GFA', 1, 57], ['immobilier', 'MARCHE', 'P1799', 2, 42]] },
    ] },
    { numero: 'CP20490', devise: 'CHF', frais: 80, base: 365, periode: 'annee', depuisMois: 31, pays: ['CH'], lignes: [
      { libelle: 'Chantiers en Suisse', autorisations: [
        ['ouvrages', 'EXPORT', 'PERF', 1, 64], ['ouvrages', 'EXPORT', 'ADV', 1, 36], ['ouvrages', 'EXPORT', 'WARR', 1, 28], ['ouvrages', 'EXPORT', 'BID', 1, 22],
      ] },
    ] },
  ],
  demandes: 1_300,
  etats: etats(30, 45, 22, 24, 19),
  cautions: incidents(3, 2, 14, 10, 4),
};
