/** The use of the authorisations of a perimeter, added up by Postgres: a large one has thousands. */
import { empty, sql, type Sql } from '../kit/database.js';
import { niveaux } from './niveau.sql.js';

const NIVEAUX = niveaux({ autorise: sql`autorise`, utilise: sql`utilise`, orange: sql`orange`, rouge: sql`rouge` });

/** Authorisations of one product, type and currency together; thresholds are those of the largest. */
export interface UsageParType {
  readonly produit: string;
  readonly type_credit: string;
  readonly devise: string;
  readonly autorise: string;
  readonly utilise: string;
  readonly disponible: string;
  readonly seuil_orange: string;
  readonly seuil_rouge: string;
  /** How many of them are in each colour. */
  readonly oranges: number;
  readonly rouges: number;
}

/** `entites`: those of the perimeter, undefined for the whole account. The colours are those of `niveau`, row by row. */
export const usageParType = (compteId: number, entites: readonly number[] | undefined): Sql => sql`
  select produit, type_credit, devise, sum(autorise)::text as autorise, sum(utilise)::text as utilise,
    sum(greatest(autorise - utilise, 0))::text as disponible,
    (array_agg(orange order by autorise desc, id))[1]::text as seuil_orange, (array_agg(rouge order by autorise desc, id))[1]::text as seuil_rouge,
    count(*) filter (where ${NIVEAUX.rouge})::int as rouges, count(*) filter (where ${NIVEAUX.orange})::int as oranges
  from (
    select a.id, a.produit, a.type_credit, a.devise, a.autorise, a.utilise,
      coalesce(a.seuil_orange, c.seuil_orange) as orange, coalesce(a.seuil_rouge, c.seuil_rouge) as rouge
    from autorisation a join compte c on c.id = a.compte_id
    where a.compte_id = ${compteId}
      ${entites ? sql`and exists (select from entite x where x.id = any (${entites}) and a.entite_id = any (x.chemin))` : empty}
  ) a group by produit, type_credit, devise order by sum(autorise) desc, produit, type_credit`;
