/** Activities that the law allows only with a guarantee: temporary work, estate agents, travel. */
import { equipe } from './equipe.js';
import { etats, feuille, incidents, type CompteDef } from './modele.js';

export const BELLEDONNE: CompteDef = {
  nom: 'Belledonne Intérim',
  domaine: 'belledonne-interim.example',
  numero: '100873',
  conseiller: 1,
  charge: 5,
  racine: {
    cle: 'interim',
    nom: 'Belledonne Intérim',
    forme: 'SAS',
    enfants: [feuille('btp', 'Belledonne Bâtiment', 'SARL'), feuille('sante', 'Belledonne Santé', 'SARL')],
  },
  personnes: equipe('belledonne', { saisisseurs: [[]], consultants: 1 }),
  circuit: {
    propre: false,
    tranches: [
      [0, 1],
      [100_000, 2],
    ],
  },
  contrats: [
    {
      numero: 'CP20873',
      frais: 45,
      periode: 'annee',
      depuisMois: 73,
      lignes: [
        {
          libelle: 'Travail temporaire',
          autorisations: [
            ['interim', 'REGLEMENTEE', 'TT', 2, 70],
            ['btp', 'REGLEMENTEE', 'TT', 2, 62],
            ['sante', 'REGLEMENTEE', 'TT', 1, 54],
          ],
        },
      ],
    },
  ],
  demandes: 30,
  etats: etats(1, 1, 1, 1, 0),
  cautions: incidents(0, 0, 0, 0, 1),
};

export const CLAIRVAL: CompteDef = {
  nom: 'Agences Clairval',
  domaine: 'clairval.example',
  numero: '101415',
  conseiller: 2,
  charge: 3,
  racine: {
    cle: 'clairval',
    nom: 'Agences Clairval',
    forme: 'SAS',
    enfants: [
      feuille('clairval-lac', 'Clairval Grandlac', 'SARL'),
      feuille('clairval-mervaux', 'Clairval Mervaux', 'SARL'),
      feuille('clairval-syndic', 'Clairval Syndic'),
      feuille('clairval-neuf', 'Clairval Neuf'),
    ],
  },
  personnes: equipe('clairval', { saisisseurs: [[]] }),
  circuit: { propre: false, tranches: [[0, 1]] },
  contrats: [
    {
      numero: 'CP21415',
      frais: 45,
      periode: 'annee',
      depuisMois: 59,
      lignes: [
        {
          libelle: 'Transaction et gestion',
          autorisations: [
            ['clairval', 'REGLEMENTEE', 'IMMO', 1, 58],
            ['clairval-lac', 'REGLEMENTEE', 'IMMO', 1, 63],
            ['clairval-mervaux', 'REGLEMENTEE', 'IMMO', 1, 49],
            ['clairval-syndic', 'REGLEMENTEE', 'IMMO', 1, 82],
          ],
        },
      ],
    },
    {
      numero: 'CP21416',
      periode: 'annee',
      frais: 200,
      depuisMois: 33,
      lignes: [
        {
          libelle: 'Programmes neufs',
          autorisations: [
            ['clairval-neuf', 'REGLEMENTEE', 'GFA', 0.5, 51],
            ['clairval-neuf', 'MARCHE', 'P1799', 0.5, 39],
          ],
        },
      ],
    },
  ],
  demandes: 45,
  etats: etats(1, 1, 0, 1, 1),
  cautions: incidents(1, 1, 0, 0, 0),
};

export const HORIZONS: CompteDef = {
  nom: 'Horizons Lointains Voyages',
  domaine: 'horizons-lointains.example',
  numero: '101502',
  conseiller: 0,
  charge: 5,
  racine: {
    cle: 'horizons',
    nom: 'Horizons Lointains Voyages',
    forme: 'SAS',
    enfants: [feuille('groupes', 'Horizons Groupes', 'SARL'), feuille('affaires', 'Horizons Affaires', 'SARL')],
  },
  personnes: equipe('horizons', { saisisseurs: [[]] }),
  circuit: { propre: true, tranches: [[0, 1]] },
  contrats: [
    {
      numero: 'CP21502',
      frais: 40,
      periode: 'annee',
      depuisMois: 56,
      lignes: [
        {
          libelle: 'Agences de voyages',
          autorisations: [
            ['horizons', 'REGLEMENTEE', 'VOY', 2, 64],
            ['groupes', 'REGLEMENTEE', 'VOY', 1, 46],
            ['affaires', 'REGLEMENTEE', 'VOY', 1, 57],
          ],
        },
      ],
    },
  ],
  demandes: 20,
  etats: etats(1, 0, 0, 1, 0),
  cautions: incidents(0, 0, 0, 0, 0),
};
