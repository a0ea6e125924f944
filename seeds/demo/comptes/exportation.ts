/** The export engineering firm: four currencies. */
import { equipe } from './equipe.js';
import { etats, feuille, incidents, type CompteDef } from './modele.js';

export const VALTERIC: CompteDef = {
  nom: 'Valtéric Ingénierie',
  domaine: 'valteric.example',
  numero: '100934',
  conseiller: 2,
  charge: 5,
  seuils: [75, 90],
  racine: {
    cle: 'valteric',
    nom: 'Valtéric Ingénierie',
    forme: 'SA',
    enfants: [
      feuille('energie', 'Valtéric Énergie'),
      feuille('eau', 'Valtéric Eau'),
      {
        cle: 'inc',
        nom: 'Valteric Engineering Inc.',
        forme: 'Inc.',
        etranger: ['US', 'Delaware 7710442', '400 Market Square, Wilmington, Delaware'],
      },
      { cle: 'uk', nom: 'Valteric UK Ltd', forme: 'Ltd', etranger: ['GB', 'Company No. 99104417', '12 Canal Wharf, Leeds'] },
      { cle: 'gulf', nom: 'Valteric Gulf WLL', forme: 'WLL', etranger: ['KW', 'CR 990417', 'Block 9, Al Soor Street, Kuwait City'] },
    ],
  },
  personnes: equipe('valteric', { saisisseurs: [[], ['energie', 'eau'], ['inc'], ['uk', 'gulf']], consultants: 2, langues: true }),
  circuit: {
    propre: false,
    tranches: [
      [0, 1],
      [200_000, 2],
    ],
  },
  contrats: [
    {
      numero: 'CP22034',
      terme: 'echu',
      frais: 120,
      depuisMois: 64,
      lignes: [
        {
          libelle: 'Export en euros',
          autorisations: [
            ['valteric', 'EXPORT', 'BID', 5, 28],
            ['valteric', 'EXPORT', 'ADV', 5, 81],
            ['valteric', 'EXPORT', 'PERF', 6, 69],
            ['valteric', 'EXPORT', 'WARR', 3, 43],
          ],
        },
      ],
    },
    {
      numero: 'CP22035',
      devise: 'USD',
      terme: 'echu',
      frais: 140,
      depuisMois: 60,
      lignes: [
        {
          libelle: 'Export en dollars',
          autorisations: [
            ['inc', 'EXPORT', 'BID', 3, 31],
            ['inc', 'EXPORT', 'ADV', 3, 93],
            ['inc', 'EXPORT', 'PERF', 4, 74],
            ['inc', 'EXPORT', 'WARR', 2, 20],
          ],
        },
      ],
    },
    {
      numero: 'CP22036',
      devise: 'GBP',
      periode: 'annee',
      frais: 100,
      base: 365,
      depuisMois: 44,
      pays: ['GB'],
      lignes: [
        {
          libelle: 'Royaume-Uni',
          autorisations: [
            ['uk', 'EXPORT', 'PERF', 2, 51],
            ['uk', 'EXPORT', 'ADV', 1, 46],
          ],
        },
      ],
    },
    {
      numero: 'CP22037',
      devise: 'KWD',
      periode: 'annee',
      frais: 40,
      base: 365,
      depuisMois: 36,
      pays: ['KW'],
      lignes: [{ libelle: 'Koweït', autorisations: [['gulf', 'EXPORT', 'PERF', 2, 59]] }],
    },
    {
      numero: 'CP22041',
      periode: 'annee',
      frais: 15,
      editionDeportee: true,
      depuisMois: 52,
      lignes: [
        {
          libelle: 'Marchés en France',
          autorisations: [
            ['valteric', 'MARCHE', 'RG_PUB', 3, 50],
            ['valteric', 'MARCHE', 'ST', 2, 36],
            ['valteric', 'MARCHE', 'SOUM', 2, 18],
          ],
        },
      ],
    },
  ],
  demandes: 200,
  etats: etats(6, 8, 5, 5, 4),
  cautions: incidents(6, 3, 4, 3, 3),
};
