/** Numbers given in SQL, each insurer its own: no gap, no duplicate. What takes one leaves last, since it holds the counter until the commit. */
import { sql, type Sql } from '../kit/database.js';
import { A_NAITRE, SERIES, type Nature } from './numero.js';

/** Takes `combien` numbers of an insurer in a year; the first of them, as an expression. */
export const takeNumeros = (garant: Sql, nature: Nature, annee: number, combien: Sql): Sql =>
  sql`prendre_numeros(${garant}, ${nature}, ${annee}::int, ${combien})`;

/** The number of a rank, as an expression. */
export const numeroDe = (nature: Nature, annee: number, rang: Sql): Sql => sql`numeroter(${SERIES[nature]}, ${annee}::int, ${rang})`;

/** Finds the caution made of a demande, as `nee`. */
export const naissance = (demandeId: Sql): Sql => sql`left join caution nee on nee.demande_id = ${demandeId}`;

/** JSON whose `A_NAITRE` is the number of `nee`, where there is one. */
export const nommee = (json: Sql): Sql => sql`replace(${json}::text, ${A_NAITRE}, coalesce(nee.numero, ${A_NAITRE}))::jsonb`;

/** JSON whose `demandes`, where it has any, are given the numbers of the cautions made of them. */
export const nommees = (json: Sql): Sql => sql`case when ${json} ? 'demandes' then jsonb_set(${json}, '{demandes}', (
  select jsonb_agg(l.demande || jsonb_strip_nulls(jsonb_build_object('caution', nee.numero)) order by l.rang)
  from jsonb_array_elements(${json} -> 'demandes') with ordinality as l (demande, rang)
    left join caution nee on nee.demande_id = (l.demande ->> 'id')::bigint)) else ${json} end`;
