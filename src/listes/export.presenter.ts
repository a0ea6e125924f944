/** What is exported of a list: the lines that its page shows, all of them, in the same columns and the same order. */
import { formatDay, type Day } from '../kit/dates.js';
import { formatMoney, formatPercent, type Language } from '../kit/money.js';
import type { Cell, Line } from '../kit/workbook.js';
import type { Acteur } from '../droits/acteur.js';
import type { EntitesDeRecherche } from '../organisation/organisation.js';
import type { Mots } from './critere.js';
import type { Lecture } from './lecture.js';
import type { Colonne, Liste, Total } from './liste.js';
import { sousTotalDe } from './tableau.presenter.js';

type Exportee<Row, Qui extends Acteur, T extends Total> = Colonne<Row, Qui, T> & {
  readonly excel: NonNullable<Colonne<Row, Qui, T>['excel']>;
};

/** The columns that a file has, for what the address asks; `imprimees`: those that have a place on paper. */
export const colonnesExportees = <Row, Qui extends Acteur, T extends Total>(
  { colonnes }: Liste<Row, Qui, T>,
  { requete }: Lecture<Qui>,
  imprimees = false,
): Exportee<Row, Qui, T>[] =>
  colonnes.filter(
    (colonne): colonne is Exportee<Row, Qui, T> =>
      colonne.excel !== undefined && (!imprimees || colonne.part !== undefined) && (colonne.si?.(requete) ?? true),
  );

/** The cells of a line that adds up: its title, then what each column adds. */
const celluleTotal = <Row, Qui extends Acteur, T extends Total>(
  colonnes: readonly Exportee<Row, Qui, T>[],
  titre: string,
  total: T,
): Cell[] => colonnes.map(({ totalExcel }, rang) => (rang === 0 ? titre : (totalExcel?.(total) ?? '')));

/** A line of totals a currency; none for a list that adds nothing up. */
export const totauxExportes = <Row, Qui extends Acteur, T extends Total>(
  colonnes: readonly Exportee<Row, Qui, T>[],
  totaux: readonly T[],
  { t }: Mots,
): Cell[][] => (colonnes.some(({ totalExcel }) => totalExcel) ? totaux.map((total) => celluleTotal(colonnes, t('kit.total'), total)) : []);

/** Batches of lines, what each group amounts to after its last one. */
export async function* lignesExportees<Row, Qui extends Acteur, T extends Total>(
  liste: Liste<Row, Qui, T>,
  lecture: Lecture<Qui>,
  colonnes: readonly Exportee<Row, Qui, T>[],
  lots: AsyncIterable<readonly Row[]>,
  mots: Mots,
): AsyncGenerator<readonly Line[]> {
  const sousTotal = sousTotalDe(liste, lecture, mots);
  let derniere: Row | undefined;
  const apres = (row: Row | undefined, next: Row | undefined): Line[] => {
    const dit = row === undefined ? undefined : sousTotal?.(row, next);
    return dit ? [{ total: celluleTotal(colonnes, dit.title, dit.total) }] : [];
  };
  for await (const lot of lots) {
    const lignes: Line[] = [];
    for (const row of lot) {
      lignes.push(
        ...apres(derniere, row),
        colonnes.map(({ excel: [, , valeur] }) => valeur(row, mots)),
      );
      derniere = row;
    }
    yield lignes;
  }
  yield apres(derniere, undefined);
}

/** Cells as they are read on paper, each by the kind of its column. */
export const enTextes = (
  cells: readonly Cell[],
  colonnes: readonly { readonly excel: readonly [number, string, unknown] }[],
  langue: Language,
): string[] => cells.map((cell, rang) => enTexte(cell, colonnes[rang]?.excel[1] ?? 'text', langue));

function enTexte(cell: Cell, kind: string, langue: Language): string {
  if (cell === null || cell === undefined || cell === '') return '';
  if (typeof cell === 'object') return formatMoney(cell, langue);
  if (typeof cell === 'number' && kind === 'percent') return formatPercent(BigInt(Math.round(cell * 1_000_000)), langue, 1);
  if (typeof cell === 'number') return new Intl.NumberFormat(langue === 'fr' ? 'fr-FR' : 'en-GB').format(cell);
  return kind === 'date' ? formatDay(cell as Day) : cell;
}

/** What was asked, in words: how it is shown, then each chip of the page. */
export function criteresEnMots<Row, Qui extends Acteur, T extends Total>(
  { vue, words }: Liste<Row, Qui, T>,
  { criteres, requete }: Lecture<Qui>,
  entites: EntitesDeRecherche,
  mots: Mots,
): string {
  const { t } = mots;
  const { champ = '', codes = [] } = vue.onglets ?? {};
  const onglet = vue.onglets ? [t(`${words}.${champ}.${requete[champ]?.[0] ?? codes[0] ?? ''}`)] : [];
  const puces = criteres.flatMap((critere) => critere.puces?.({ ...mots, requete, entites, comptes: {} }) ?? []);
  const dites = puces.map(({ libelle, valeur }) => (libelle === '' ? valeur : t('listes.pdf.critere', { libelle, valeur })));
  return `${[...onglet, ...(dites.length > 0 ? dites : [t('listes.pdf.tout')])].join('. ')}.`;
}
