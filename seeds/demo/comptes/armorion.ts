/** The works group: 300 entities in six regions, from the holding down to the agencies. */
import { COMMUNES } from '../noms.js';
import { element } from '../hasard.js';
import { equipe } from './equipe.js';
import { etats, incidents, type CompteDef, type ContratDef, type EntiteDef } from './modele.js';

const REGIONS = ['Bretagne', 'Loire', 'Normandie', 'Aquitaine', 'Méditerranée', 'Grand Est'] as const;
const METIERS = ['Terrassement', 'Canalisations', 'Génie civil', 'Routes', 'Fondations', 'Couverture et bardage', 'Environnement'] as const;
const ENTITES = 300;
/** Regions and companies that ask for cautions, and agencies of each of these companies that do. */
const SOCIETES_ACTIVES = 2;
const AGENCES_ACTIVES = 1;

/** Six regions of seven companies; the agencies that complete the group are shared between these. */
function organisation(): EntiteDef {
  const societes = REGIONS.length * METIERS.length;
  const agences = ENTITES - 1 - REGIONS.length - societes;
  const agencesDe = (rang: number): number => Math.floor(((rang + 1) * agences) / societes) - Math.floor((rang * agences) / societes);
  return {
    cle: 'armorion',
    nom: 'Groupe Armorion Travaux',
    forme: 'SA',
    enfants: REGIONS.map((region, r) => ({
      cle: `r${r}`,
      nom: `Armorion ${region}`,
      forme: 'SAS',
      enfants: METIERS.map((metier, m): EntiteDef => {
        const rang = r * METIERS.length + m;
        return {
          cle: `r${r}s${m}`,
          nom: `${metier} ${region}`,
          forme: m % 3 === 0 ? 'SAS' : 'SARL',
          demande: m < SOCIETES_ACTIVES,
          enfants: Array.from({ length: agencesDe(rang) }, (_, a): EntiteDef => ({
            cle: `r${r}s${m}a${a}`,
            nom: `${metier} ${region}, agence ${lieu(rang + a * 5)}`,
            forme: 'SARL',
            demande: m < SOCIETES_ACTIVES && a < AGENCES_ACTIVES,
            ...(rang % 11 === 10 && a === 5 ? { etat: (['brouillon', 'a_identifier', 'inactive'] as const)[r % 3] } : {}),
          })),
        };
      }),
    })),
  };
}

function lieu(rang: number): string {
  const [nom] = element(COMMUNES, rang % COMMUNES.length);
  if (nom.startsWith('Les ')) return `des ${nom.slice(4)}`;
  return /^[AÉO]/.test(nom) ? `d’${nom}` : `de ${nom}`;
}

/** Use aimed at, region by region: retenue privée, retenue publique, avances. */
const CIBLES: readonly (readonly [number, number, number])[] = [
  [80, 64, 55],
  [92, 71, 47],
  [58, 88, 62],
  [45, 52, 94],
  [73, 39, 66],
  [61, 77, 50],
];

const contratDeRegion = ([priv, pub, avance]: readonly [number, number, number], r: number): ContratDef => ({
  numero: `CP3${String(100 + r * 7)}`,
  frais: 12,
  remise: 15,
  editionDeportee: true,
  periode: 'annee',
  terme: 'echu',
  depuisMois: 66 - r * 2,
  ...(r === 4 ? { finMois: 5 } : {}),
  lignes: [
    {
      libelle: `${element(REGIONS, r)}, retenues et bonne fin`,
      autorisations: [
        [`r${r}`, 'MARCHE', 'RG_PRIV', 8, priv, priv === 80 ? 'exact' : undefined],
        [`r${r}`, 'MARCHE', 'RG_PUB', 7, pub],
        [`r${r}`, 'MARCHE', 'BF', 2, 40],
        [`r${r}`, 'MARCHE', 'SOUM', 2, 22],
      ],
    },
    {
      libelle: `${element(REGIONS, r)}, avances et sous-traitance`,
      autorisations: [
        [`r${r}`, 'MARCHE', 'GAPD_AV', 2, avance],
        [`r${r}`, 'MARCHE', 'ST', 5, 48],
      ],
    },
  ],
});

export const ARMORION: CompteDef = {
  nom: 'Groupe Armorion Travaux',
  domaine: 'armorion.example',
  numero: '100688',
  conseiller: 1,
  charge: 4,
  racine: organisation(),
  personnes: equipe('armorion', {
    saisisseurs: [[], ...REGIONS.flatMap((_, r) => [[`r${r}`], [`r${r}`]])],
    valideurs: [[1_500_000, 'armorion'], ...REGIONS.map((_, r): [number, string] => [250_000, `r${r}`])],
    consultants: 4,
    langues: true,
  }),
  circuit: {
    propre: false,
    tranches: [
      [0, 1],
      [100_000, 2],
      [500_000, 3],
    ],
  },
  contrats: [
    {
      numero: 'CP3001',
      frais: 12,
      remise: 20,
      editionDeportee: true,
      periode: 'annee',
      terme: 'echu',
      depuisMois: 80,
      lignes: [
        {
          libelle: 'Groupe, marchés',
          autorisations: [
            ['armorion', 'MARCHE', 'RG_PRIV', 2, 34],
            ['armorion', 'MARCHE', 'RG_PUB', 2, 41],
            ['armorion', 'MARCHE', 'GAPD_RG', 4, 85],
            ['armorion', 'MARCHE', 'RA', 3, 52],
            ['armorion', 'MARCHE', 'FOUR', 3, 37],
            ['armorion', 'MARCHE', 'P1799', 1, 26],
          ],
        },
        {
          libelle: 'Groupe, douane',
          autorisations: [
            ['armorion', 'DOUANE', 'DOU_CE', 0.5, 68],
            ['armorion', 'DOUANE', 'DOU_OD', 0.5, 44],
          ],
        },
      ],
    },
    ...CIBLES.map(contratDeRegion),
    {
      numero: 'CP3180',
      frais: 17,
      terme: 'echu',
      editionDeportee: true,
      depuisMois: 50,
      lignes: [
        {
          libelle: 'Programme SNSO',
          autorisations: [
            ['r2s5', 'SNSO', 'RG_PRIV', 3, 62],
            ['r2s5', 'SNSO', 'RG_PUB', 2, 57],
            ['r2s5', 'SNSO', 'ST', 1, 33],
          ],
        },
      ],
    },
    {
      numero: 'CP3210',
      frais: 60,
      periode: 'annee',
      base: 365,
      depuisMois: 70,
      lignes: [
        {
          libelle: 'Installations classées',
          autorisations: [
            ['r0s6', 'ENVIRONNEMENT', 'ICPE', 1, 72],
            ['r3s6', 'ENVIRONNEMENT', 'ICPE', 1, 49],
          ],
        },
      ],
    },
    {
      numero: 'CP3240',
      frais: 90,
      periode: 'annee',
      depuisMois: 14,
      pays: ['OM', 'KW', 'IN', 'CL', 'PT', 'CA'],
      lignes: [
        {
          libelle: 'Grands ouvrages à l’étranger',
          autorisations: [
            ['r4', 'EXPORT', 'PERF', 1, 65],
            ['r4', 'EXPORT', 'ADV', 1, 58],
          ],
        },
      ],
    },
    {
      numero: 'CP3011',
      frais: 40,
      periode: 'annee',
      depuisMois: 90,
      finMois: -7,
      sansAcces: true,
      lignes: [{ libelle: 'Entreprise de travail temporaire', autorisations: [['r1s6', 'REGLEMENTEE', 'TT', 0.5, 30]] }],
    },
  ],
  demandes: 1_100,
  etats: etats(30, 35, 24, 30, 21),
  cautions: incidents(16, 9, 12, 9, 4),
};
