/** Companies of works and supplies: the single person, the exporter, two family firms, the developer. */
import { equipe } from './equipe.js';
import { etats, feuille, incidents, type CompteDef } from './modele.js';

export const MOREL: CompteDef = {
  nom: 'Menuiserie Morel',
  domaine: 'menuiserie-morel.example',
  numero: '101203',
  conseiller: 0,
  charge: 3,
  racine: feuille('morel', 'Menuiserie Morel', 'EURL'),
  personnes: [{ prenom: 'Luc', nom: 'Morel', adresse: 'gerant', profils: ['administrateur', 'saisisseur', 'valideur', 'consultant'] }],
  circuit: { propre: true, tranches: [[0, 1]] },
  contrats: [
    { numero: 'CP21203', frais: 17, terme: 'echu', editionDeportee: true, depuisMois: 55, lignes: [
      { libelle: 'Programme SNSO', autorisations: [['morel', 'SNSO', 'RG_PRIV', 6, 63], ['morel', 'SNSO', 'RG_PUB', 3, 41], ['morel', 'SNSO', 'ST', 1, 15]] },
    ] },
  ],
  demandes: 60,
  etats: etats(3, 1, 0, 2, 2),
  cautions: incidents(1, 1, 1, 1, 0),
};

export const VALTERIC: CompteDef = {
  nom: 'Valtéric Ingénierie',
  domaine: 'valteric.example',
  numero: '100934',
  conseiller: 2,
  charge: 5,
  seuils: [75, 90],
  racine: {
    cle: 'valteric', nom: 'Valtéric Ingénierie', forme: 'SA', enfants: [
      feuille('energie', 'Valtéric Énergie'),
      feuille('eau', 'Valtéric Eau'),
      { cle: 'inc', nom: 'Valteric Engineering Inc.', forme: 'Inc.', etranger: ['US', 'Delaware 7710442', '400 Market Square, Wilmington, Delaware'] },
      { cle: 'uk', nom: 'Valteric UK Ltd', forme: 'Ltd', etranger: ['GB', 'Company No. 99104417', '12 Canal Wharf, Leeds'] },
      { cle: 'gulf', nom: 'Valteric Gulf WLL', forme: 'WLL', etranger: ['KW', 'CR 990417', 'Block 9, Al Soor Street, Kuwait City'] },
    ],
  },
  personnes: equipe('valteric', { saisisseurs: [[], ['energie', 'eau'], ['inc'], ['uk', 'gulf']], consultants: 2, langues: true }),
  circuit: { propre: false, tranches: [[0, 1], [200_000, 2]] },
  contrats: [
    { numero: 'CP22034', terme: 'echu', frais: 120, depuisMois: 64, lignes: [
      { libelle: 'Export en euros', autorisations: [
        ['valteric', 'EXPORT', 'BID', 5, 28], ['valteric', 'EXPORT', 'ADV', 5, 81], ['valteric', 'EXPORT', 'PERF', 6, 69], ['valteric', 'EXPORT', 'WARR', 3, 43],
      ] },
    ] },
    { numero: 'CP22035', devise: 'USD', terme: 'echu', frais: 140, depuisMois: 60, lignes: [
      { libelle: 'Export en dollars', autorisations: [
        ['inc', 'EXPORT', 'BID', 3, 31], ['inc', 'EXPORT', 'ADV', 3, 93], ['inc', 'EXPORT', 'PERF', 4, 74], ['inc', 'EXPORT', 'WARR', 2, 20],
      ] },
    ] },
    { numero: 'CP22036', devise: 'GBP', periode: 'annee', frais: 100, base: 365, depuisMois: 44, pays: ['GB'], lignes: [
      { libelle: 'Royaume-Uni', autorisations: [['uk', 'EXPORT', 'PERF', 2, 51], ['uk', 'EXPORT', 'ADV', 1, 46]] },
    ] },
    { numero: 'CP22037', devise: 'KWD', periode: 'annee', frais: 40, base: 365, depuisMois: 36, pays: ['KW'], lignes: [
      { libelle: 'Koweït', autorisations: [['gulf', 'EXPORT', 'PERF', 2, 59]] },
    ] },
    { numero: 'CP22041', periode: 'annee', frais: 15, editionDeportee: true, depuisMois: 52, lignes: [
      { libelle: 'Marchés en France', autorisations: [['valteric', 'MARCHE', 'RG_PUB', 3, 50], ['valteric', 'MARCHE', 'ST', 2, 36], ['valteric', 'MARCHE', 'SOUM', 2, 18]] },
    ] },
  ],
  demandes: 200,
  etats: etats(6, 8, 5, 5, 4),
  cautions: incidents(6, 3, 4, 3, 3),
};

export const FOREZ: CompteDef = {
  nom: 'Électricité générale du Forez',
  domaine: 'elec-forez.example',
  numero: '101077',
  conseiller: 1,
  charge: 3,
  racine: {
    cle: 'forez', nom: 'Électricité générale du Forez', forme: 'SAS',
    enfants: [{ ...feuille('tertiaire', 'Forez Tertiaire', 'SARL'), demande: false }, feuille('reseaux', 'Forez Réseaux', 'SARL'), { ...feuille('solaire', 'Forez Solaire', 'SASU'), demande: false }],
  },
  personnes: equipe('forez', { saisisseurs: [[], ['reseaux'], ['tertiaire', 'solaire']], valideurs: [[40_000, 'forez']], consultants: 1 }),
  circuit: { propre: false, tranches: [[0, 1], [60_000, 2]] },
  contrats: [
    { numero: 'CP21077', frais: 15, editionDeportee: true, depuisMois: 68, oppositionExclueMois: 6, lignes: [
      { libelle: 'Marchés', autorisations: [
        ['forez', 'MARCHE', 'RG_PRIV', 6, 80, 'exact'], ['forez', 'MARCHE', 'RG_PUB', 6, 66], ['forez', 'MARCHE', 'SOUM', 2, 25], ['forez', 'MARCHE', 'ST', 3, 54],
      ] },
    ] },
    { numero: 'CP21078', frais: 17, terme: 'echu', editionDeportee: true, depuisMois: 61, lignes: [
      { libelle: 'Programme SNSO', autorisations: [['forez', 'SNSO', 'RG_PRIV', 4, 86], ['forez', 'SNSO', 'RG_PUB', 3, 48], ['forez', 'SNSO', 'ST', 1, 29]] },
    ] },
    { numero: 'CP21079', frais: 15, editionDeportee: true, periode: 'mois', terme: 'echu', depuisMois: 13, lignes: [
      { libelle: 'Réseaux', autorisations: [['reseaux', 'MARCHE', 'RG_PRIV', 1, 44], ['reseaux', 'MARCHE', 'RG_PUB', 1, 37]] },
    ] },
    { numero: 'CP21080', periode: 'annee', frais: 25, depuisMois: 49, lignes: [
      { libelle: 'Avances, acomptes et bonne fin', autorisations: [['forez', 'MARCHE', 'GAPD_AV', 2, 58], ['forez', 'MARCHE', 'RA', 2, 33], ['forez', 'MARCHE', 'BF', 1, 47]] },
    ] },
  ],
  demandes: 250,
  etats: etats(7, 8, 4, 6, 5),
  cautions: incidents(5, 3, 4, 3, 1),
};

export const VAUCOULEURS: CompteDef = {
  nom: 'Terrassements Vaucouleurs',
  domaine: 'vaucouleurs-tp.example',
  numero: '100851',
  conseiller: 2,
  charge: 4,
  seuils: [70, 90],
  racine: {
    cle: 'vaucouleurs', nom: 'Terrassements Vaucouleurs', forme: 'SAS',
    enfants: [feuille('demolition', 'Vaucouleurs Démolition', 'SARL'), feuille('assainissement', 'Vaucouleurs Assainissement', 'SARL'), feuille('granulats', 'Granulats Vaucouleurs')],
  },
  personnes: equipe('vaucouleurs', { saisisseurs: [[], ['demolition'], ['assainissement', 'granulats']], valideurs: [[90_000, 'demolition']] }),
  circuit: { propre: false, tranches: [[0, 1], [75_000, 2]] },
  transmetteur: 1,
  contrats: [
    { numero: 'CP20851', terme: 'echu', frais: 15, editionDeportee: true, depuisMois: 77, lignes: [
      { libelle: 'Marchés publics et privés', autorisations: [
        ['vaucouleurs', 'MARCHE', 'RG_PRIV', 4, 56], ['vaucouleurs', 'MARCHE', 'RG_PUB', 7, 76], ['vaucouleurs', 'MARCHE', 'GAPD_RG', 2, 31], ['vaucouleurs', 'MARCHE', 'SOUM', 3, 27],
      ] },
      { libelle: 'Avances et acomptes', autorisations: [['vaucouleurs', 'MARCHE', 'GAPD_AV', 3, 91], ['vaucouleurs', 'MARCHE', 'RA', 1, 40], ['vaucouleurs', 'MARCHE', 'BF', 1, 22]] },
    ] },
    { numero: 'CP20852', terme: 'echu', periode: 'annee', frais: 12, editionDeportee: true, depuisMois: 60, lignes: [
      { libelle: 'Sous-traitants et fournisseurs', autorisations: [['vaucouleurs', 'MARCHE', 'ST', 4, 62], ['vaucouleurs', 'MARCHE', 'FOUR', 2, 35]] },
    ] },
    { numero: 'CP20853', periode: 'annee', frais: 15, editionDeportee: true, depuisMois: 51, finMois: 1, lignes: [
      { libelle: 'Filiales', autorisations: [
        ['demolition', 'MARCHE', 'RG_PRIV', 2, 65], ['demolition', 'MARCHE', 'RG_PUB', 2, 50], ['demolition', 'MARCHE', 'ST', 1, 43], ['assainissement', 'MARCHE', 'RG_PUB', 3, 72],
      ] },
    ] },
    { numero: 'CP20854', frais: 60, periode: 'annee', base: 365, depuisMois: 63, lignes: [
      { libelle: 'Carrière', autorisations: [['granulats', 'ENVIRONNEMENT', 'ICPE', 0.3, 67]] },
    ] },
  ],
  demandes: 220,
  etats: etats(6, 6, 3, 5, 4),
  cautions: incidents(4, 3, 3, 3, 1),
};

export const BELLECOMBE: CompteDef = {
  nom: 'Bellecombe Promotion',
  domaine: 'bellecombe-promotion.example',
  numero: '100766',
  conseiller: 1,
  charge: 5,
  racine: {
    cle: 'bellecombe', nom: 'Bellecombe Promotion', forme: 'SAS', enfants: [
      feuille('tilleuls', 'SCCV Le Clos des Tilleuls', 'SCCV'), feuille('mervaux', 'SCCV Cœur de Mervaux', 'SCCV'),
      feuille('balcons', 'SCCV Les Balcons de Chastelard', 'SCCV'), feuille('patio', 'SCCV Patio Montfaucel', 'SCCV'),
      { ...feuille('rives', 'SCCV Les Rives', 'SCCV'), etat: 'a_identifier', demande: false },
    ],
  },
  personnes: equipe('bellecombe', { saisisseurs: [[], ['tilleuls', 'mervaux']], consultants: 1 }),
  circuit: { propre: false, tranches: [[0, 1], [1_000_000, 2]] },
  contrats: [
    { numero: 'CP20766', periode: 'annee', frais: 250, depuisMois: 57, lignes: [
      { libelle: 'Garanties d’achèvement', autorisations: [['bellecombe', 'REGLEMENTEE', 'GFA', 2, 61], ['tilleuls', 'REGLEMENTEE', 'GFA', 1, 78], ['mervaux', 'REGLEMENTEE', 'GFA', 1, 55]] },
    ] },
    { numero: 'CP20767', periode: 'annee', frais: 30, depuisMois: 53, lignes: [
      { libelle: 'Paiement des entrepreneurs', autorisations: [['bellecombe', 'MARCHE', 'P1799', 4, 49], ['balcons', 'MARCHE', 'P1799', 2, 68]] },
    ] },
    { numero: 'CP20768', periode: 'annee', frais: 15, editionDeportee: true, depuisMois: 38, lignes: [
      { libelle: 'Contractant général', autorisations: [['bellecombe', 'MARCHE', 'BF', 1, 32], ['bellecombe', 'MARCHE', 'RG_PRIV', 3, 60]] },
    ] },
  ],
  demandes: 90,
  etats: etats(3, 3, 1, 3, 2),
  cautions: incidents(2, 2, 1, 1, 1),
};
