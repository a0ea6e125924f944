/** The tables of a list's page: columns that sort, rows drawn by the view with the tools of its language, groups, totals. */
import type { Cells } from '../kit/list/cells.js';
import { drawTable, type Table, type Tick } from '../kit/list/table.js';
import type { Acteur } from '../droits/acteur.js';
import type { Mots } from './critere.js';
import type { Lecture } from './lecture.js';
import type { Colonne, Liste, Total } from './liste.js';

/** Draws with the tools of the page's language: the view calls it. */
type Dessin = (cells: Cells, icon: (name: string) => string) => string;

export const titreDe = <Row, Qui extends Acteur, T extends Total>({ words, vue }: Liste<Row, Qui, T>, { t }: Mots): string =>
  t(vue.titre ?? `${words}.titre`);

export type LienDeListe<Qui extends Acteur> = (changes: Partial<Lecture<Qui>>) => string;

/** A table under its title, or the quiet line that stands in its place. */
interface Bloc {
  readonly titre?: string;
  readonly precision?: string;
  readonly dessin?: Dessin;
  readonly calme?: string;
}

/** The tables of the page: one, or one a group, each drawn by the view with the tools of its language. */
export function blocsDe<Row, Qui extends Acteur, T extends Total>(
  liste: Liste<Row, Qui, T>,
  lecture: Lecture<Qui>,
  lignes: readonly Row[],
  totaux: readonly T[],
  mots: Mots,
  acteur: Qui,
  lien: LienDeListe<Qui>,
): Bloc[] {
  if (lignes.length === 0) return [];
  const { vue, words } = liste;
  const { t } = mots;
  const { masse } = vue;
  const cochee = (tick: Tick | undefined) => (tick && lecture.cocher ? { ...tick, checked: true } : tick);
  const commun: Omit<Table<Row, T>, 'rows' | 'caption'> = {
    css: vue.table,
    columns: liste.colonnes
      .filter(({ css, si }) => css !== undefined && (si?.(lecture.requete) ?? true))
      .map((colonne) => ({
        title: titreDeColonne(liste, colonne, lecture.requete, mots),
        css: colonne.css ?? '',
        labelled: colonne.libellee,
        cell: (row, cells) => colonne.cell?.(row, cells, mots, lecture.requete) ?? cells.nothing,
        total: colonne.total,
        ...(colonne.tri && triDe(colonne, lecture, lien)),
      })),
    data: vue.data,
    ticks: masse?.si(acteur) ? { name: 'numeros', all: t('kit.masse.toutCocher'), of: (row) => cochee(masse.coche(row, mots)) } : undefined,
    // What was not all counted has no total.
    totals: totaux.filter(({ plus }) => !plus),
    subtotal: sousTotalDe(liste, lecture, mots),
    totalTitle: ({ nombre, lignes: gathered }) => (gathered === undefined ? t('listes.total', { count: nombre }) : t('kit.total')),
  };
  const dessin =
    (rows: readonly Row[], caption: string): Dessin =>
    (cells, icon) =>
      drawTable({ ...commun, rows, caption }, cells, icon);
  const { groupes } = vue;
  if (!groupes) return [{ dessin: dessin(lignes, titreDe(liste, mots)) }];
  return groupes.codes.flatMap((code): Bloc[] => {
    const rows = lignes.filter((row) => groupes.de(row) === code);
    const titre = t(`${words}.groupes.${code}`);
    if (rows.length === 0) return groupes.vide ? [{ titre, calme: t(`${words}.calme.${code}`) }] : [];
    return [{ titre, precision: groupes.vide ? t(`${words}.lignes`, { count: rows.length }) : undefined, dessin: dessin(rows, titre) }];
  });
}

/** What a group amounts to, after its last line among those shown: nothing while the next line is of the same one. */
export function sousTotalDe<Row, Qui extends Acteur, T extends Total>(
  { sousTotaux }: Liste<Row, Qui, T>,
  { requete }: Lecture<Qui>,
  mots: Mots,
) {
  if (!sousTotaux || sousTotaux.si?.(requete) === false) return undefined;
  return (row: Row, next: Row | undefined) => {
    const fini = next === undefined || sousTotaux.groupe(row) !== sousTotaux.groupe(next);
    const dit = fini ? sousTotaux.total(row, mots) : undefined;
    return dit && { title: dit.titre, total: dit.total as T };
  };
}

export function titreDeColonne<Row, Qui extends Acteur, T extends Total>(
  { words }: Liste<Row, Qui, T>,
  { nom, titre = `${words}.colonnes.${nom}` }: Colonne<Row, Qui, T>,
  requete: Lecture<Qui>['requete'],
  { t }: Mots,
): string {
  return t(typeof titre === 'function' ? titre(requete) : titre);
}

/** Link and current direction of a sorting head: a second click turns it round. */
function triDe<Row, Qui extends Acteur, T extends Total>(
  { nom, tri }: Colonne<Row, Qui, T>,
  lecture: Lecture<Qui>,
  lien: LienDeListe<Qui>,
): { href: string; sorted?: 'ascending' | 'descending' } {
  if (lecture.tri !== nom) return { href: lien({ tri: nom, sens: tri?.grandDAbord ? 'desc' : 'asc' }) };
  const desc = lecture.sens === 'desc';
  return { href: lien({ tri: nom, sens: desc ? 'asc' : 'desc' }), sorted: desc ? 'descending' : 'ascending' };
}
