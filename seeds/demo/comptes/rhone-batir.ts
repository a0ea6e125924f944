/** The building group: 24 entities on four levels, 30 users, and the five sign-ins that tell how a demande is followed. */
import { etats, incidents, type CompteDef } from './modele.js';
import { personnes, racine } from './rhone-batir-organisation.js';

export const RHONE_BATIR: CompteDef = {
  nom: 'Groupe Rhône Bâtir',
  domaine: 'rhonebatir.example',
  numero: '100417',
  conseiller: 0,
  charge: 3,
  seuils: [80, 95],
  racine,
  personnes,
  circuit: {
    propre: false,
    tranches: [
      [0, 1],
      [50_000, 2],
    ],
  },
  contrats: [
    {
      numero: 'CP20417',
      frais: 15,
      editionDeportee: true,
      depuisMois: 74,
      toleranceJours: 90,
      lignes: [
        {
          libelle: 'Retenues de garantie et bonne fin',
          autorisations: [
            ['groupe', 'MARCHE', 'RG_PRIV', 18, 76.8],
            ['groupe', 'MARCHE', 'RG_PUB', 12, 83.6],
            ['groupe', 'MARCHE', 'GAPD_RG', 4, 52],
            ['groupe', 'MARCHE', 'BF', 5, 35.7],
            ['groupe', 'MARCHE', 'SOUM', 5, 19.4],
          ],
        },
        {
          libelle: 'Avances et acomptes',
          autorisations: [
            ['groupe', 'MARCHE', 'GAPD_AV', 5, 97],
            ['groupe', 'MARCHE', 'RA', 3, 44],
          ],
        },
        {
          libelle: 'Sous-traitants et fournisseurs',
          autorisations: [
            ['groupe', 'MARCHE', 'ST', 10, 40.8],
            ['groupe', 'MARCHE', 'FOUR', 2, 31],
          ],
        },
        {
          libelle: 'Filiales',
          autorisations: [
            ['gros-oeuvre', 'MARCHE', 'RG_PRIV', 8, 61],
            ['gros-oeuvre', 'MARCHE', 'ST', 6, 58],
            ['facades', 'MARCHE', 'RG_PRIV', 4, 66],
            ['facades', 'MARCHE', 'RG_PUB', 3, 47],
            ['menuiseries', 'MARCHE', 'RG_PRIV', 3, 71],
            ['electricite', 'MARCHE', 'RG_PRIV', 3, 38],
          ],
        },
      ],
    },
    {
      numero: 'CP20418',
      frais: 17,
      editionDeportee: true,
      terme: 'echu',
      depuisMois: 62,
      toleranceJours: 90,
      lignes: [
        {
          libelle: 'Programme SNSO',
          autorisations: [
            ['second-oeuvre', 'SNSO', 'RG_PRIV', 8, 82.8],
            ['second-oeuvre', 'SNSO', 'RG_PUB', 4, 55],
            ['second-oeuvre', 'SNSO', 'ST', 2, 24],
          ],
        },
      ],
    },
    {
      numero: 'CP20431',
      frais: 15,
      editionDeportee: true,
      terme: 'echu',
      depuisMois: 58,
      toleranceJours: 90,
      finMois: 2,
      lignes: [
        {
          libelle: 'Travaux publics',
          autorisations: [
            ['travaux-publics', 'MARCHE', 'RG_PUB', 9, 68],
            ['travaux-publics', 'MARCHE', 'RG_PRIV', 4, 49],
            ['travaux-publics', 'MARCHE', 'GAPD_AV', 3, 73],
            ['travaux-publics', 'MARCHE', 'ST', 4, 63],
          ],
        },
      ],
    },
    {
      numero: 'CP20466',
      frais: 150,
      depuisMois: 40,
      lignes: [
        {
          libelle: 'Promotion immobilière',
          autorisations: [
            ['immobilier', 'REGLEMENTEE', 'GFA', 1, 57],
            ['immobilier', 'MARCHE', 'P1799', 2, 42],
          ],
        },
      ],
    },
    {
      numero: 'CP20490',
      devise: 'CHF',
      frais: 80,
      base: 365,
      periode: 'annee',
      depuisMois: 31,
      pays: ['CH'],
      lignes: [
        {
          libelle: 'Chantiers en Suisse',
          autorisations: [
            ['ouvrages', 'EXPORT', 'PERF', 1, 64],
            ['ouvrages', 'EXPORT', 'ADV', 1, 36],
            ['ouvrages', 'EXPORT', 'WARR', 1, 28],
            ['ouvrages', 'EXPORT', 'BID', 1, 22],
          ],
        },
      ],
    },
  ],
  demandes: 1_300,
  etats: etats(30, 45, 22, 24, 19),
  cautions: incidents(3, 2, 14, 10, 4),
};
