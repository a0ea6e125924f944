/** The tree and the people of the building group. */
import { feuille, type EntiteDef, type PersonneDef } from './modele.js';

export const racine: EntiteDef = {
  cle: 'groupe',
  nom: 'Groupe Rhône Bâtir',
  forme: 'SA',
  demande: false,
  enfants: [
    {
      cle: 'construction',
      nom: 'Rhône Bâtir Construction',
      forme: 'SAS',
      enfants: [
        {
          cle: 'gros-oeuvre',
          nom: 'Rhône Bâtir Gros Œuvre',
          forme: 'SAS',
          enfants: [{ ...feuille('loire', 'Gros Œuvre Loire', 'SARL'), demande: false }, feuille('isere', 'Gros Œuvre Isère', 'SARL')],
        },
        feuille('charpentes', 'Charpentes du Pilat'),
        feuille('prefabrication', 'Préfabrication Dauphinoise'),
      ],
    },
    {
      cle: 'travaux-publics',
      nom: 'Rhône Bâtir Travaux Publics',
      forme: 'SAS',
      enfants: [
        {
          cle: 'genie-civil',
          nom: 'Rhône Bâtir Génie Civil',
          forme: 'SAS',
          enfants: [
            feuille('ouvrages', 'Ouvrages d’Art du Vercors'),
            { ...feuille('canalisations', 'Canalisations de l’Ain', 'SARL'), demande: false },
          ],
        },
        { ...feuille('routes', 'Routes et Réseaux de la Bièvre'), demande: false },
        { ...feuille('terrassements', 'Terrassements du Royans', 'SARL'), etat: 'inactive' },
      ],
    },
    {
      cle: 'second-oeuvre',
      nom: 'Rhône Bâtir Second Œuvre',
      forme: 'SAS',
      demande: false,
      enfants: [
        {
          cle: 'facades',
          nom: 'Alpes Façades',
          forme: 'SAS',
          enfants: [{ ...feuille('facades-savoie', 'Façades Savoyardes', 'SARL'), demande: false }],
        },
        feuille('menuiseries', 'Menuiseries du Forez'),
        {
          cle: 'electricite',
          nom: 'Électricité du Val',
          forme: 'SAS',
          enfants: [{ ...feuille('domotique', 'Val Domotique', 'SASU'), etat: 'identifiee', demande: false }],
        },
        feuille('platrerie', 'Plâtrerie Bressane', 'SARL'),
        { ...feuille('peinture', 'Peintures du Bugey', 'SARL'), etat: 'validee', demande: false },
      ],
    },
    {
      cle: 'immobilier',
      nom: 'Rhône Bâtir Immobilier',
      forme: 'SAS',
      demande: false,
      enfants: [
        feuille('promotion', 'Rhône Bâtir Promotion', 'SNC'),
        { ...feuille('gestion', 'Rhône Bâtir Gestion', 'SARL'), etat: 'a_identifier', demande: false },
      ],
    },
  ],
};

const saisisseur = (prenom: string, nom: string, ...perimetre: string[]): PersonneDef => ({
  prenom,
  nom,
  profils: ['saisisseur'],
  perimetre,
});
const valideur = (prenom: string, nom: string, montantMax: number, ...perimetre: string[]): PersonneDef => ({
  prenom,
  nom,
  profils: ['valideur'],
  montantMax,
  perimetre,
});

export const personnes: PersonneDef[] = [
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
