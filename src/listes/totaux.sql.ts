/** The totals of a list of demandes or cautions, never added across currencies. */
import { sql, type Sql } from '../kit/database.js';
import type { Collaborateur } from '../droits/acteur.js';
import { MONTRES } from './fragments.sql.js';
import type { Ou, Source } from './liste.js';

const PREMIERS = sql`select null::text as devise, ${MONTRES}::int as nombre, null::text as montant, true as plus`;

/** One total a currency, counted; where there may be too many, how many they are up to `MONTRES`, without what they amount to. */
export function totauxComptes(
  { from, where = sql`true` }: Pick<Source, 'from' | 'where'>,
  { bornee }: Pick<Ou<Collaborateur>, 'bornee'>,
): Sql {
  if (bornee === 'trop') return PREMIERS;
  if (bornee === false)
    return sql`select x.devise, count(*)::int as nombre, sum(x.montant)::text as montant from ${from} where ${where} group by 1 order by 1`;
  return sql`
    with x as materialized (select x.devise, x.montant from ${from} where ${where} limit ${MONTRES + 1}), n as (select count(*)::int as tous from x)
    select x.devise, count(*)::int as nombre, sum(x.montant)::text as montant, null::boolean as plus from x, n where n.tous <= ${MONTRES} group by 1
    union all select p.* from (${PREMIERS}) p, n where n.tous > ${MONTRES} order by 1`;
}

/** The rows of the counters of `bilan` at the coarsest grain that still tells what is asked; undefined when they do not hold it. */
function tenu(objet: 'demande' | 'caution', { acteur, compteurs, conditions }: Ou<Collaborateur>): Sql | undefined {
  if (!compteurs) return undefined;
  const grain = !compteurs.has('entite') ? sql`x.entite_id = 0` : compteurs.has('type') ? sql`x.produit <> '*'` : sql`x.produit = '*'`;
  return sql`bilan x where x.compte_id = ${acteur.compteId} and x.objet = ${objet} and ${grain} and ${conditions}`;
}

/** The same totals from those counters. */
export function totauxTenus(objet: 'demande' | 'caution', ou: Ou<Collaborateur>): Sql | undefined {
  const tenus = tenu(objet, ou);
  return (
    tenus &&
    sql`
    select x.devise, sum(x.nombre)::int as nombre, sum(x.montant)::text as montant from ${tenus}
    group by 1 having sum(x.nombre) > 0 order by 1`
  );
}

/** How many rows are in each state, from the counters where they tell, else counted; undefined when there may be too many to count. */
export function comptesParEtat(
  objet: 'demande' | 'caution',
  ou: Ou<Collaborateur>,
  { from, where = sql`true` }: Pick<Source, 'from' | 'where'>,
): Sql | undefined {
  if (ou.bornee !== false) return undefined;
  const tenus = tenu(objet, ou);
  return tenus
    ? sql`select x.etat as code, sum(x.nombre)::int as nombre from ${tenus} group by 1`
    : sql`select x.etat as code, count(*)::int as nombre from ${from} where ${where} group by 1`;
}
