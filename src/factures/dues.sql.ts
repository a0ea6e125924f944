/** What is due for the cautions of some contrats, in sets: the rule of prime.ts in SQL; a test compares the two on random portfolios. */
import { sql, type Sql } from '../kit/database.js';
import type { Day } from '../kit/dates.js';
import { tarifsParJour } from '../autorisations/tarif.sql.js';
import { DERNIER_JOUR } from '../specimens/fin.sql.js';

const jourParis = (instant: Sql): Sql => sql`(${instant} at time zone 'Europe/Paris')::date`;

/** First day of the calendar period of `p` that holds a day. */
const periodeDe = (jour: Sql): Sql => sql`date_trunc(p.unite, (${jour})::timestamp)::date`;

/** Twenty decimals before the division, so that its quotient is not rounded twice. */
const PRORATA = sql`round(produit::numeric(60, 20) / (100 * base_jours), decimales)`;

/**
 * Common tables that end with `dues`: one row for each caution and each of its periods that may be invoiced on a day (in advance from
 * its first day, in arrears after its last), with its segments, premium and fee, from the ledger as it is known that day. What is known
 * of a caution goes along with it from one to the next: none of them, whose size Postgres cannot guess, is joined again.
 * @param contrats the ids of the contrats
 * @param decimales a table `d` of the decimals of each currency
 */
export const dues = ({ jour, contrats, decimales }: { jour: Day; contrats: readonly number[]; decimales: Sql }): Sql => sql`
  mouvements as (
    select c.id, c.autorisation_id, c.date_effet as effet, greatest(c.date_effet, k.facture_des) as debut,
      coalesce(${DERNIER_JOUR} + 1, 'infinity') as terme, k.base_jours, d.decimales, p.unite, p.mois,
      -- Periods that begin before it may be invoiced.
      case k.terme when 'avance' then ${jour}::date + 1 else ${periodeDe(sql`${jour}::date`)} end as avant,
      case when m.nature = 'emission' then c.date_effet
        else greatest(${jourParis(sql`m.le`)}, c.date_effet + case when m.montant < 0 then 1 else 0 end) end as jour, m.montant
    from caution c join contrat k on k.id = c.contrat_id join texte_version t on t.id = c.texte_version_id
      join ${decimales} on d.devise = k.devise
      join (values ('mois', 'month', 1), ('trimestre', 'quarter', 3), ('annee', 'year', 12)) p (periode, unite, mois) on p.periode = k.periode
      join mouvement m on m.caution_id = c.id
    where c.effective_le is not null and c.contrat_id = any (${[...contrats]}::int[]) and ${jourParis(sql`m.le`)} <= ${jour}::date
  ), jours as (
    select id, autorisation_id, effet, debut, terme, base_jours, decimales, unite, mois, avant, jour, sum(montant) as montant
    from mouvements group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
  ), paliers as (
    select p.*, lead(jour, 1, 'infinity') over w as suivant, sum(montant) over w as encours
    from jours p window w as (partition by id order by jour)
  ), tarifs as materialized (
    ${tarifsParJour(sql`select id from autorisation where contrat_id = any (${[...contrats]}::int[])`)}
  ), segments as (
    select p.id, p.effet, p.base_jours, p.decimales, e.periode_du, s.du, s.au, p.encours, t.taux, t.minimum, t.frais
    from paliers p
      cross join lateral generate_series(${periodeDe(sql`greatest(p.jour, p.debut)`)}, least(p.suivant, p.terme, p.avant) - 1, make_interval(months => p.mois)) g
      cross join lateral (select g::date as periode_du, (g + make_interval(months => p.mois))::date as periode_fin) e
      join tarifs t on t.autorisation_id = p.autorisation_id and t.du < e.periode_fin and t.au > e.periode_du
      cross join lateral (select greatest(p.jour, p.debut, e.periode_du, t.du) as du, least(p.suivant, p.terme, e.periode_fin, t.au) as au) s
    where p.encours > 0 and s.du < s.au
  ), mesures as (
    select id, periode_du, base_jours, decimales, sum(encours * taux * (au - du)) as produit, sum(au - du)::int as jours,
      (array_agg(minimum order by du))[1] as minimum,
      -- The fee of the day it begins.
      coalesce(max(frais) filter (where du = effet), 0) as frais,
      jsonb_agg(jsonb_build_object('du', du, 'au', au - 1, 'jours', au - du, 'base', encours::text, 'taux', taux::text) order by du) as segments
    from segments group by 1, 2, 3, 4
  ), dues as (
    select id as caution_id, periode_du, jours, segments, frais, greatest(${PRORATA}, minimum) as prime from mesures
  )`;
