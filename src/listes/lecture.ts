/** What an address asks of a list: its criteria, its order, its page. */
import { avecRequete } from '../chemins.js';
import { join, sql } from '../kit/database.js';
import type { FieldError } from '../kit/errors.js';
import type { Acteur } from '../droits/acteur.js';
import { texte, type CritereLu, type Mots, type Requete } from './critere.js';
import type { Fragments, Trouves } from './fragments.sql.js';
import type { Liste, Ou, Total } from './liste.js';

export interface Lecture<Qui extends Acteur> {
  readonly criteres: readonly CritereLu<Qui>[];
  /** The criteria as the address carries them. */
  readonly requete: Requete;
  readonly tri: string;
  readonly sens: 'asc' | 'desc';
  readonly page: number;
  readonly taille: number;
  /** The whole result comes ticked, as far as one page goes. */
  readonly cocher: boolean;
  readonly erreurs: readonly FieldError[];
}

const MAX_PAGE = 100_000;
/** As many as are ticked at once, and stand on one page. */
export const COCHEES = 500;
const whole = (value: unknown): number => (/^\d{1,9}$/.test(texte(value)) ? Number(texte(value)) : 0);

/** Reads an address. What is unknown or malformed is left out; what was typed wrong is an error beside its field. */
export function readQuery<Row, Qui extends Acteur, T extends Total>(
  { criteres: definis, colonnes, tri: triUsuel, tailles, taille = tailles[0] }: Liste<Row, Qui, T>,
  query: Readonly<Record<string, unknown>>,
): Lecture<Qui> {
  const criteres = definis.map((critere) => critere(query));
  const requete = Object.assign({}, ...criteres.map((critere) => critere.requete)) as Requete;
  const usuel = usualOrder(triUsuel, requete);
  const cocher = texte(query.cocher) === 'tout';
  const demande = texte(query.tri);
  const connu = colonnes.some(({ nom, tri }) => tri && nom === demande.replace(/^-/, ''));
  const tri = connu ? demande : usuel;
  return {
    criteres,
    requete,
    tri: tri.replace(/^-/, ''),
    sens: tri.startsWith('-') ? 'desc' : 'asc',
    page: Math.min(Math.max(1, whole(query.page)), MAX_PAGE),
    taille: cocher ? COCHEES : (tailles.find((one) => one === whole(query.taille)) ?? taille),
    cocher,
    erreurs: criteres.flatMap(({ erreurs = [] }) => erreurs),
  };
}

const usualOrder = (tri: string | ((requete: Requete) => string), requete: Requete): string =>
  typeof tri === 'function' ? tri(requete) : tri;

/** The order and the page as the list's address writes them; what is usual is left out: addresses stay short and comparable. */
export function writeOrder<Row, Qui extends Acteur, T extends Total>(
  liste: Liste<Row, Qui, T>,
  { requete, tri, sens, page, taille }: Pick<Lecture<Qui>, 'requete' | 'tri' | 'sens' | 'page' | 'taille'>,
): Readonly<Record<'tri' | 'taille' | 'page', string | number | undefined>> {
  const ordre = (sens === 'desc' ? '-' : '') + tri;
  return {
    tri: ordre === usualOrder(liste.tri, requete) ? undefined : ordre,
    taille: taille === (liste.taille ?? liste.tailles[0]) || taille === COCHEES ? undefined : taille,
    page: page === 1 ? undefined : page,
  };
}

/** The whole reading as an address. */
export const writeQuery = <Row, Qui extends Acteur, T extends Total>(
  liste: Liste<Row, Qui, T>,
  lecture: Pick<Lecture<Qui>, 'requete' | 'tri' | 'sens' | 'page' | 'taille'>,
): string => avecRequete('', { ...lecture.requete, ...writeOrder(liste, lecture) });

/** The same reading whatever the state: what its tabs count. */
export const sansEtat = <Qui extends Acteur>(lecture: Lecture<Qui>): Lecture<Qui> => ({
  ...lecture,
  criteres: lecture.criteres.filter(({ onglet }) => !onglet),
});

/** The words that an index is asked for first. */
export const fragmentsDe = <Qui extends Acteur>({ criteres }: Lecture<Qui>, acteur: Qui): Fragments | undefined =>
  criteres.flatMap((critere) => critere.fragments?.(acteur) ?? [])[0];

/** What the SQL of the list is made from; `trouves`: the only rows that may hold the words typed, when the index told. */
export function ouDe<Qui extends Acteur>(lecture: Lecture<Qui>, acteur: Qui, mots: Mots, trouves?: Trouves): Ou<Qui> {
  const { criteres, requete } = lecture;
  const lus = criteres.map((critere) => {
    const condition = critere.condition?.(acteur, mots);
    return {
      critere,
      condition:
        condition && critere.fragments?.(acteur) && Array.isArray(trouves)
          ? sql`x.id = any (${trouves}::bigint[]) and ${condition}`
          : condition,
    };
  });
  const actifs = lus.filter(({ condition }) => condition !== undefined);
  const tenus = actifs.every(({ critere }) => critere.compteurs !== undefined);
  return {
    ...mots,
    acteur,
    requete,
    bornee:
      !fragmentsDe(lecture, acteur) || Array.isArray(trouves) ? false : trouves === 'trop' && actifs.length === 1 ? 'trop' : 'peut-etre',
    filtree: actifs.length > 0,
    conditions:
      actifs.length === 0
        ? sql`true`
        : join(
            actifs.flatMap(({ condition }) => condition ?? []),
            ' and ',
          ),
    compteurs: tenus ? new Set(actifs.flatMap(({ critere }) => critere.compteurs ?? [])) : undefined,
  };
}
