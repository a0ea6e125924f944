/** The SQL of any list: a page and its totals, or the whole for an export. */
import { empty, join, sql, type Sql, type Tx } from '../kit/database.js';
import type { Acteur } from '../droits/acteur.js';
import type { Lecture } from './lecture.js';
import { departDe, type Ici } from './reperes.js';
import { countLines, type Liste, type Ordre, type Ou, type Source, type Total } from './liste.js';

/** Rows passed over before it is worth knowing how many there are, and counting from the nearer end. */
const PROCHE = 500;

export interface PageDeListe<Row, T extends Total> {
  readonly lignes: readonly Row[];
  readonly totaux: readonly T[];
  /** The page shown: the last one when the address asks for one past it. */
  readonly page: number;
}

type Arguments<Row, Qui extends Acteur, T extends Total> = readonly [Liste<Row, Qui, T>, Lecture<Qui>, Ou<Qui>];

/** A page of a list with the totals of the whole result. */
export async function readPage<Row, Qui extends Acteur, T extends Total>(
  ici: Ici,
  ...[liste, lecture, ou]: Arguments<Row, Qui, T>
): Promise<PageDeListe<Row, T>> {
  const { tx } = ici;
  const { page, taille } = lecture;
  const debut = (page - 1) * taille;
  const source = liste.source(ou);
  const lignesDe = (depuis: number) => pageSql(source, [liste, lecture, ou], { depuis, nombre: taille, inverse: false });
  if (debut <= PROCHE) {
    const { lignes, totaux } = liste.instants
      ? await ensemble<Row, T>(tx, liste.instants, lignesDe(debut), source.totaux)
      : await separes<Row, T>(tx, lignesDe(debut), source.totaux);
    const derniere = lastPage(totaux, taille);
    if (lignes.length > 0 || page <= derniere) return { lignes, totaux, page: Math.min(page, derniere) };
    return { lignes: await tx.rows<Row>(lignesDe((derniere - 1) * taille)), totaux, page: derniere };
  }
  const totaux = await tx.rows<T>(source.totaux);
  const montree = Math.min(page, lastPage(totaux, taille));
  const depuis = (montree - 1) * taille;
  const nombre = Math.min(taille, countLines(totaux) - depuis);
  const lignes = nombre <= 0 ? [] : await lointaines(ici, [liste, lecture, ou], source, { depuis, nombre, total: countLines(totaux) });
  return { lignes, totaux, page: montree };
}

async function separes<Row, T extends Total>(tx: Tx, page: Sql, sommes: Sql) {
  const [lignes, totaux] = await Promise.all([tx.rows<Row>(page), tx.rows<T>(sommes)]);
  return { lignes, totaux };
}

/** A page and its totals in one statement, as JSON: half the work of two, for the driver and for Postgres. */
async function ensemble<Row, T extends Total>(tx: Tx, instants: readonly string[], page: Sql, totaux: Sql) {
  const lu = await tx.one<{ lignes: (Row & Record<string, unknown>)[]; totaux: T[] }>(sql`
    select coalesce((select json_agg(l) from (${page}) l), '[]') as lignes, coalesce((select json_agg(t) from (${totaux}) t), '[]') as totaux`);
  for (const ligne of lu.lignes) for (const nom of instants) Object.assign(ligne, { [nom]: new Date(String(ligne[nom])) });
  return lu as { lignes: Row[]; totaux: T[] };
}

/** A deep page: from the nearer end, or from the nearest landmark where the list has some and nothing is filtered. */
async function lointaines<Row, Qui extends Acteur, T extends Total>(
  ici: Ici,
  args: Arguments<Row, Qui, T>,
  source: Source,
  { depuis, nombre, total }: { readonly depuis: number; readonly nombre: number; readonly total: number },
): Promise<Row[]> {
  const [liste, { tri, sens }, ou] = args;
  const { cle, reperes } = liste;
  const restent = total - depuis - nombre;
  const lire = (de: Source, tranche: Tranche) => ici.tx.rows<Row>(pageSql(de, args, tranche));
  const parCle = liste.colonnes.some(
    ({ nom, tri: ordre }) => nom === tri && Array.isArray(ordre?.par) && ordre.par.every((par) => par === cle),
  );
  if (cle && reperes && parCle && ou.filtree === false && Math.min(depuis, restent) > PROCHE) {
    const { from, where = sql`true` } = source;
    const { apres, sauter } = await departDe(ici, reperes(ou.acteur), { cle, from, where }, sens === 'asc' ? depuis : restent);
    const lignes = await lire(
      { ...source, where: sql`${where} and ${cle} > ${apres}` },
      { depuis: sauter, nombre, inverse: sens === 'desc' },
    );
    return sens === 'desc' ? lignes.reverse() : lignes;
  }
  // Only the first ones were counted: there is no other end.
  return restent < depuis && ou.bornee === false
    ? (await lire(source, { depuis: restent, nombre, inverse: true })).reverse()
    : lire(source, { depuis, nombre, inverse: false });
}

export const lastPage = (totaux: readonly Total[], taille: number): number => Math.max(1, Math.ceil(countLines(totaux) / taille));

interface Tranche {
  readonly depuis: number;
  readonly nombre: number;
  readonly inverse: boolean;
}

function pageSql<Row, Qui extends Acteur, T extends Total>(
  { select, from, join: autour = empty, where = sql`true` }: Source,
  [liste, lecture, ou]: Arguments<Row, Qui, T>,
  { depuis, nombre, inverse }: Tranche,
): Sql {
  const par = ordre(liste, lecture, ou, inverse);
  const tranche = sql`limit ${nombre} offset ${depuis}`;
  const jointure = (ids: Sql) => (typeof autour === 'function' ? autour(ids) : autour);
  if (!liste.cle) return sql`select ${select} from ${from} ${jointure(empty)} where ${where} order by ${par} ${tranche}`;
  const joint = liste.colonnes.find(({ nom }) => nom === lecture.tri)?.tri?.joint ? jointure(empty) : empty;
  return sql`
    with p as materialized (select ${liste.cle} as id from ${from} ${joint} where ${where} order by ${par} ${tranche})
    select ${select} from p join ${from} on ${liste.cle} = p.id ${jointure(sql`array(select id from p)`)} order by ${par}`;
}

/** The whole result, in its order. */
export function toutSql<Row, Qui extends Acteur, T extends Total>(...[liste, lecture, ou]: Arguments<Row, Qui, T>): Sql {
  const { select, from, join: autour = empty, where = sql`true` } = liste.source(ou);
  return sql`
    select ${select} from ${from} ${typeof autour === 'function' ? autour(empty) : autour}
    where ${where} order by ${ordre(liste, lecture, ou)}`;
}

/** `inverse`: from the last row to the first. */
function ordre<Row, Qui extends Acteur, T extends Total>(
  { colonnes, egalite, dabord = [] }: Liste<Row, Qui, T>,
  { tri, sens }: Lecture<Qui>,
  ou: Ou<Qui>,
  inverse = false,
): Sql {
  const choisi = colonnes.find(({ nom }) => nom === tri)?.tri;
  const desc = sens === 'desc';
  const terme = (par: Sql, descend: boolean, videALaFin = false) =>
    sql`${par}${descend !== inverse ? sql` desc` : empty}${!videALaFin ? empty : inverse ? sql` nulls first` : sql` nulls last`}`;
  const colonnesDe = (par: Ordre<Qui>['par'] = []) => (typeof par === 'function' ? par(ou) : par);
  return join([
    ...dabord.map((par) => terme(par, false)),
    ...colonnesDe(choisi?.par).map((par) => terme(par, desc, choisi?.videALaFin)),
    ...colonnesDe(egalite.par).map((par) => terme(par, egalite.suit === true && desc)),
  ]);
}
