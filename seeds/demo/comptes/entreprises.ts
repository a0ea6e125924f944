/** The single person, and an electrical contractor. */
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
    {
      numero: 'CP21203',
      frais: 17,
      terme: 'echu',
      editionDeportee: true,
      depuisMois: 55,
      lignes: [
        {
          libelle: 'Programme SNSO',
          autorisations: [
            ['morel', 'SNSO', 'RG_PRIV', 6, 63],
            ['morel', 'SNSO', 'RG_PUB', 3, 41],
            ['morel', 'SNSO', 'ST', 1, 15],
          ],
        },
      ],
    },
  ],
  demandes: 60,
  etats: etats(3, 1, 0, 2, 2),
  cautions: incidents(1, 1, 1, 1, 0),
};

export const FOREZ: CompteDef = {
  nom: 'Électricité générale du Forez',
  domaine: 'elec-forez.example',
  numero: '101077',
  conseiller: 1,
  charge: 3,
  racine: {
    cle: 'forez',
    nom: 'Électricité générale du Forez',
    forme: 'SAS',
    enfants: [
      { ...feuille('tertiaire', 'Forez Tertiaire', 'SARL'), demande: false },
      feuille('reseaux', 'Forez Réseaux', 'SARL'),
      { ...feuille('solaire', 'Forez Solaire', 'SASU'), demande: false },
    ],
  },
  personnes: equipe('forez', { saisisseurs: [[], ['reseaux'], ['tertiaire', 'solaire']], valideurs: [[40_000, 'forez']], consultants: 1 }),
  circuit: {
    propre: false,
    tranches: [
      [0, 1],
      [60_000, 2],
    ],
  },
  contrats: [
    {
      numero: 'CP21077',
      frais: 15,
      editionDeportee: true,
      depuisMois: 68,
      oppositionExclueMois: 6,
      lignes: [
        {
          libelle: 'Marchés',
          autorisations: [
            ['forez', 'MARCHE', 'RG_PRIV', 6, 80, 'exact'],
            ['forez', 'MARCHE', 'RG_PUB', 6, 66],
            ['forez', 'MARCHE', 'SOUM', 2, 25],
            ['forez', 'MARCHE', 'ST', 3, 54],
          ],
        },
      ],
    },
    {
      numero: 'CP21078',
      frais: 17,
      terme: 'echu',
      editionDeportee: true,
      depuisMois: 61,
      lignes: [
        {
          libelle: 'Programme SNSO',
          autorisations: [
            ['forez', 'SNSO', 'RG_PRIV', 4, 86],
            ['forez', 'SNSO', 'RG_PUB', 3, 48],
            ['forez', 'SNSO', 'ST', 1, 29],
          ],
        },
      ],
    },
    {
      numero: 'CP21079',
      frais: 15,
      editionDeportee: true,
      periode: 'mois',
      terme: 'echu',
      depuisMois: 13,
      lignes: [
        {
          libelle: 'Réseaux',
          autorisations: [
            ['reseaux', 'MARCHE', 'RG_PRIV', 1, 44],
            ['reseaux', 'MARCHE', 'RG_PUB', 1, 37],
          ],
        },
      ],
    },
    {
      numero: 'CP21080',
      periode: 'annee',
      frais: 25,
      depuisMois: 49,
      lignes: [
        {
          libelle: 'Avances, acomptes et bonne fin',
          autorisations: [
            ['forez', 'MARCHE', 'GAPD_AV', 2, 58],
            ['forez', 'MARCHE', 'RA', 2, 33],
            ['forez', 'MARCHE', 'BF', 1, 47],
          ],
        },
      ],
    },
  ],
  demandes: 250,
  etats: etats(7, 8, 4, 6, 5),
  cautions: incidents(5, 3, 4, 3, 1),
};
