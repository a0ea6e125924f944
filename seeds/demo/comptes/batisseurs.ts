/** A family firm of public works and a developer. */
import { equipe } from './equipe.js';
import { etats, feuille, incidents, type CompteDef } from './modele.js';

export const VAUCOULEURS: CompteDef = {
  nom: 'Terrassements Vaucouleurs',
  domaine: 'vaucouleurs-tp.example',
  numero: '100851',
  conseiller: 2,
  charge: 4,
  seuils: [70, 90],
  racine: {
    cle: 'vaucouleurs',
    nom: 'Terrassements Vaucouleurs',
    forme: 'SAS',
    enfants: [
      feuille('demolition', 'Vaucouleurs Démolition', 'SARL'),
      feuille('assainissement', 'Vaucouleurs Assainissement', 'SARL'),
      feuille('granulats', 'Granulats Vaucouleurs'),
    ],
  },
  personnes: equipe('vaucouleurs', {
    saisisseurs: [[], ['demolition'], ['assainissement', 'granulats']],
    valideurs: [[90_000, 'demolition']],
  }),
  circuit: {
    propre: false,
    tranches: [
      [0, 1],
      [75_000, 2],
    ],
  },
  transmetteur: 1,
  contrats: [
    {
      numero: 'CP20851',
      terme: 'echu',
      frais: 15,
      editionDeportee: true,
      depuisMois: 77,
      lignes: [
        {
          libelle: 'Marchés publics et privés',
          autorisations: [
            ['vaucouleurs', 'MARCHE', 'RG_PRIV', 4, 56],
            ['vaucouleurs', 'MARCHE', 'RG_PUB', 7, 76],
            ['vaucouleurs', 'MARCHE', 'GAPD_RG', 2, 31],
            ['vaucouleurs', 'MARCHE', 'SOUM', 3, 27],
          ],
        },
        {
          libelle: 'Avances et acomptes',
          autorisations: [
            ['vaucouleurs', 'MARCHE', 'GAPD_AV', 3, 91],
            ['vaucouleurs', 'MARCHE', 'RA', 1, 40],
            ['vaucouleurs', 'MARCHE', 'BF', 1, 22],
          ],
        },
      ],
    },
    {
      numero: 'CP20852',
      terme: 'echu',
      periode: 'annee',
      frais: 12,
      editionDeportee: true,
      depuisMois: 60,
      lignes: [
        {
          libelle: 'Sous-traitants et fournisseurs',
          autorisations: [
            ['vaucouleurs', 'MARCHE', 'ST', 4, 62],
            ['vaucouleurs', 'MARCHE', 'FOUR', 2, 35],
          ],
        },
      ],
    },
    {
      numero: 'CP20853',
      periode: 'annee',
      frais: 15,
      editionDeportee: true,
      depuisMois: 51,
      finMois: 1,
      lignes: [
        {
          libelle: 'Filiales',
          autorisations: [
            ['demolition', 'MARCHE', 'RG_PRIV', 2, 65],
            ['demolition', 'MARCHE', 'RG_PUB', 2, 50],
            ['demolition', 'MARCHE', 'ST', 1, 43],
            ['assainissement', 'MARCHE', 'RG_PUB', 3, 72],
          ],
        },
      ],
    },
    {
      numero: 'CP20854',
      frais: 60,
      periode: 'annee',
      base: 365,
      depuisMois: 63,
      lignes: [{ libelle: 'Carrière', autorisations: [['granulats', 'ENVIRONNEMENT', 'ICPE', 0.3, 67]] }],
    },
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
    cle: 'bellecombe',
    nom: 'Bellecombe Promotion',
    forme: 'SAS',
    enfants: [
      feuille('tilleuls', 'SCCV Le Clos des Tilleuls', 'SCCV'),
      feuille('mervaux', 'SCCV Cœur de Mervaux', 'SCCV'),
      feuille('balcons', 'SCCV Les Balcons de Chastelard', 'SCCV'),
      feuille('patio', 'SCCV Patio Montfaucel', 'SCCV'),
      { ...feuille('rives', 'SCCV Les Rives', 'SCCV'), etat: 'a_identifier', demande: false },
    ],
  },
  personnes: equipe('bellecombe', { saisisseurs: [[], ['tilleuls', 'mervaux']], consultants: 1 }),
  circuit: {
    propre: false,
    tranches: [
      [0, 1],
      [1_000_000, 2],
    ],
  },
  contrats: [
    {
      numero: 'CP20766',
      periode: 'annee',
      frais: 250,
      depuisMois: 57,
      lignes: [
        {
          libelle: 'Garanties d’achèvement',
          autorisations: [
            ['bellecombe', 'REGLEMENTEE', 'GFA', 2, 61],
            ['tilleuls', 'REGLEMENTEE', 'GFA', 1, 78],
            ['mervaux', 'REGLEMENTEE', 'GFA', 1, 55],
          ],
        },
      ],
    },
    {
      numero: 'CP20767',
      periode: 'annee',
      frais: 30,
      depuisMois: 53,
      lignes: [
        {
          libelle: 'Paiement des entrepreneurs',
          autorisations: [
            ['bellecombe', 'MARCHE', 'P1799', 4, 49],
            ['balcons', 'MARCHE', 'P1799', 2, 68],
          ],
        },
      ],
    },
    {
      numero: 'CP20768',
      periode: 'annee',
      frais: 15,
      editionDeportee: true,
      depuisMois: 38,
      lignes: [
        {
          libelle: 'Contractant général',
          autorisations: [
            ['bellecombe', 'MARCHE', 'BF', 1, 32],
            ['bellecombe', 'MARCHE', 'RG_PRIV', 3, 60],
          ],
        },
      ],
    },
  ],
  demandes: 90,
  etats: etats(3, 3, 1, 3, 2),
  cautions: incidents(2, 2, 1, 1, 1),
};
