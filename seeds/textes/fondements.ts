/**
 * The rule of a clause that does not name its own, by credit type: the article it applies, then what a jurist has still to confirm.
 * A clause that is in no table says what the parties agree.
 */
import type { Article, TexteVersion } from '../../src/specimens/texte.js';

type Regle = readonly [fondement: string, reserve?: string];
type Regles = Readonly<Record<string, Regle>>;

const CAUTION: Regles = {
  C2: ['code civil, art. 2288', 'numérotation du code civil postérieure à 2022'],
  C5: ['code civil, art. 2294 : le cautionnement ne s’étend pas', 'numérotation du code civil postérieure à 2022'],
  C12: ['code civil, art. 2294', 'numérotation du code civil postérieure à 2022'],
};
const GARANTIE: Regles = { C2: ['code civil, art. 2321'], C12: ['code civil, art. 2321'] };
const RUGD: Regles = {
  C2: ['URDG 758, art. 8', 'article read by its title only'],
  C3: ['URDG 758, art. 5', 'article read by its title only'],
  C5: ['URDG 758, art. 5', 'article read by its title only'],
  C6: ['URDG 758, art. 13', 'article read by its title only'],
  C9: ['URDG 758, art. 4', 'article read by its title only'],
  C12: ['URDG 758, art. 11', 'article read by its title only'],
};

const ART_1799_1 = 'code civil, art. 1799-1';
const IMMOBILIER = 'décret n° 72-678 du 20 juillet 1972';
const VOYAGES = 'code du tourisme';
const HABITATION = 'code de la construction et de l’habitation';

const PAR_TYPE: Readonly<Record<string, Regles>> = {
  RG_PRIV: {
    C3: ['loi n° 71-584 du 16 juillet 1971, art. 1'],
    C10: ['loi n° 71-584 du 16 juillet 1971, art. 2'],
    C11: ['loi n° 71-584 du 16 juillet 1971, art. 1'],
  },
  RG_PUB: {
    C7: ['code de la commande publique, art. R2191-42', 'mots du modèle imposé par l’arrêté du 22 mars 2019'],
    C8: ['code civil, art. 2298', 'mots du modèle imposé par l’arrêté du 22 mars 2019'],
    C14: ['juge administratif', 'compétence pour une caution de marché public'],
  },
  GAPD_RG: { C14: ['contrat de droit privé', 'compétence pour une garantie à première demande'] },
  GAPD_AV: {
    C10: ['code de la commande publique, art. R2191-11 et R2191-12'],
    C14: ['contrat de droit privé', 'compétence pour une garantie à première demande'],
  },
  ST: {
    C3: ['loi n° 75-1334 du 31 décembre 1975, art. 14'],
    C10: ['loi n° 75-1334 du 31 décembre 1975, art. 14'],
    C11: ['Cass. 3e civ., 14 septembre 2017, 16-18.416'],
  },
  P1799: {
    C3: [`${ART_1799_1} ; décret n° 99-658 du 30 juillet 1999`],
    C4: [`${ART_1799_1}, al. 3`],
    C5: [ART_1799_1],
    C7: [`${ART_1799_1} ; Cass. 3e civ., 5 décembre 2024, 23-10.727`, 'arrêt lu par son sommaire'],
    C10: [ART_1799_1, 'fin par le paiement complet'],
  },
  DOU_CE: {
    C5: ['arrêté du 12 mars 2024 ; code des douanes de l’Union', 'modèles du règlement 2015/2447'],
    C14: ['arrêté du 12 mars 2024'],
  },
  DOU_OD: {
    C5: ['arrêté du 12 mars 2024 ; code des douanes de l’Union', 'modèles du règlement 2015/2447'],
    C14: ['arrêté du 12 mars 2024'],
  },
  TT: {
    C7: ['code du travail, art. L1251-52 et R1251-19 à R1251-21', 'délai de paiement'],
    C10: ['code du travail, art. R1251-14'],
    C11: ['code du travail, art. R1251-12'],
  },
  IMMO: {
    C3: [`loi n° 70-9 du 2 janvier 1970, art. 3`],
    C5: [`${IMMOBILIER}, art. 39`],
    C7: [`${IMMOBILIER}, art. 39 et 42`, 'créance certaine, liquide et exigible ; trois mois de l’article 42'],
    C10: [`${IMMOBILIER}, art. 44 et 45 ; Cass., 22 janvier 2026, 23-21.673`],
    C11: [`${IMMOBILIER}, art. 44`],
  },
  VOY: {
    C3: [`${VOYAGES}, art. L211-18`],
    C5: [`${VOYAGES}, art. R211-26 à R211-28`],
    C6: [`${VOYAGES}, art. R211-26`],
    C7: [`${VOYAGES}, art. R211-31 et R211-32`],
    C10: [`${VOYAGES}, art. R211-33`],
  },
  GFA: {
    C3: [`${HABITATION}, art. R261-17`],
    C4: [`${HABITATION}, art. L261-10-1`, 'article non lu'],
    C5: [`${HABITATION}, art. R261-21`],
    C6: [`${HABITATION}, art. R261-21`, 'un plafond serait dangereux'],
    C7: [`${HABITATION}, art. R261-21`],
    C10: [`${HABITATION}, art. R261-24`],
  },
  ICPE: {
    C3: ['code de l’environnement, art. L516-1 et R516-1'],
    C5: ['arrêté du 31 juillet 2012', 'exclusion des tiers'],
    C7: ['code de l’environnement, art. L171-8 et R516-3', 'article R516-3'],
    C10: ['arrêté du 31 juillet 2012'],
    C11: ['arrêté du 31 juillet 2012'],
    C14: ['arrêté du 31 juillet 2012'],
  },
};

/** The clauses with their rule. */
export function fonder({
  articles,
  typeCredit,
  langue,
  nature,
}: Pick<TexteVersion, 'articles' | 'typeCredit' | 'langue' | 'nature'>): Article[] {
  const commun = langue === 'en' ? RUGD : nature === 'caution' ? CAUTION : GARANTIE;
  return articles.map((article) => {
    const [fondement, reserve] = PAR_TYPE[typeCredit]?.[article.code] ?? commun[article.code] ?? [];
    return article.fondement || !fondement ? article : { ...article, fondement, ...(reserve && !article.reserve && { reserve }) };
  });
}
