/** Customs and quarries: guarantees owed to the administration. */
import { equipe } from './equipe.js';
import { etats, feuille, incidents, type CompteDef } from './modele.js';

export const PONANT: CompteDef = {
  nom: 'Transit du Ponant',
  domaine: 'transit-ponant.example',
  numero: '101340',
  conseiller: 2,
  charge: 5,
  racine: {
    cle: 'ponant',
    nom: 'Transit du Ponant',
    forme: 'SAS',
    enfants: [feuille('entrepots', 'Entrepôts sous douane du Ponant', 'SARL')],
  },
  personnes: equipe('ponant', { saisisseurs: [[]] }),
  circuit: {
    propre: false,
    tranches: [
      [0, 1],
      [150_000, 2],
    ],
  },
  contrats: [
    {
      numero: 'CP21340',
      periode: 'annee',
      frais: 35,
      base: 365,
      depuisMois: 70,
      lignes: [
        {
          libelle: 'Crédit d’enlèvement',
          autorisations: [
            ['ponant', 'DOUANE', 'DOU_CE', 3, 74],
            ['entrepots', 'DOUANE', 'DOU_CE', 1, 52],
          ],
        },
        {
          libelle: 'Opérations diverses',
          autorisations: [
            ['ponant', 'DOUANE', 'DOU_OD', 3, 69],
            ['entrepots', 'DOUANE', 'DOU_OD', 2, 83],
          ],
        },
      ],
    },
  ],
  demandes: 40,
  etats: etats(1, 1, 0, 1, 1),
  cautions: incidents(1, 0, 1, 0, 0),
};

export const CARRIERES: CompteDef = {
  nom: 'Carrières de la Valserine',
  domaine: 'carrieres-valserine.example',
  numero: '100592',
  conseiller: 0,
  charge: 4,
  racine: {
    cle: 'carrieres',
    nom: 'Carrières de la Valserine',
    forme: 'SA',
    enfants: [feuille('bois-tordu', 'Carrière du Bois-Tordu', 'SNC'), feuille('roche-haute', 'Granulats de Roche-Haute')],
  },
  personnes: equipe('carrieres', { saisisseurs: [[]] }),
  circuit: { propre: false, tranches: [[0, 1]] },
  contrats: [
    {
      numero: 'CP20592',
      frais: 60,
      periode: 'annee',
      base: 365,
      depuisMois: 78,
      lignes: [
        {
          libelle: 'Remise en état des sites',
          autorisations: [
            ['carrieres', 'ENVIRONNEMENT', 'ICPE', 2, 66],
            ['bois-tordu', 'ENVIRONNEMENT', 'ICPE', 2, 75],
            ['roche-haute', 'ENVIRONNEMENT', 'ICPE', 2, 59],
          ],
        },
      ],
    },
    {
      numero: 'CP20593',
      periode: 'annee',
      frais: 15,
      editionDeportee: true,
      depuisMois: 47,
      lignes: [{ libelle: 'Marchés de fourniture', autorisations: [['carrieres', 'MARCHE', 'RG_PUB', 3, 35]] }],
    },
  ],
  demandes: 45,
  etats: etats(1, 1, 0, 1, 1),
  cautions: incidents(1, 1, 0, 0, 0),
};
