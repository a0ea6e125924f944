/** What the bar on top found: the first rows of each list, and the list behind each count. */
import { avecRequete } from '../chemins.js';
import type { Acteur } from '../droits/acteur.js';
import type { Mots } from './critere.js';
import type { Lecture } from './lecture.js';
import { countLines, type Liste, type Total } from './liste.js';
import { blocsDe, titreDe } from './tableau.presenter.js';

/** Rows of each list shown beside the others. */
const MONTREES = 6;

/** A list as the bar searches it: `champ` is what its address calls the words. */
export interface Cherchee {
  readonly liste: Liste<never, never, never>;
  readonly champ: string;
}

export interface Trouvee {
  readonly liste: Liste<unknown, Acteur>;
  readonly lecture: Lecture<Acteur>;
  readonly lignes: readonly unknown[];
  readonly totaux: readonly Total[];
  readonly mots: Mots;
}

export function pageTrouves(typed: string, trouvees: readonly Trouvee[], acteur: Acteur, { t }: Pick<Mots, 't'>) {
  const pleines = trouvees.filter(({ lignes }) => lignes.length > 0);
  return {
    titre: t('listes.trouves.titre', { typed }),
    typed,
    groupes: pleines.map(({ liste, lecture, lignes, totaux, mots }) => {
      const href = avecRequete(liste.chemin(), lecture.requete);
      const nombre = countLines(totaux);
      const plus = totaux.some((total) => total.plus);
      // Nothing is ticked here: what is done with several is done from the list.
      const sans = { ...liste, vue: { ...liste.vue, masse: undefined, groupes: undefined } };
      return {
        titre: titreDe(liste, mots),
        href,
        nombre: plus ? undefined : nombre,
        tous: plus ? t('listes.trouves.plus', { count: nombre }) : t('listes.trouves.tous', { count: nombre }),
        bloc: blocsDe(sans, lecture, lignes.slice(0, MONTREES), [], mots, acteur, (changes) => {
          const tri = changes.tri && { tri: (changes.sens === 'desc' ? '-' : '') + changes.tri };
          return avecRequete(liste.chemin(), { ...lecture.requete, ...tri });
        })[0],
      };
    }),
  };
}
