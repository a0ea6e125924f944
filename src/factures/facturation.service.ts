/**
 * Billing, in sets: what is due as known today, less what was invoiced for the same caution and period. More makes an invoice, less a
 * credit note, nothing makes nothing: it is run each night, may run twice, and is right after a release, an amendment or a new rate.
 */
import { raw, sql, type Database, type Sql, type Tx } from '../kit/database.js';
import { addDays, today, type Clock, type Day } from '../kit/dates.js';
import { decimals } from '../kit/money.js';
import { numeroDe, takeNumeros } from '../numeros/numeros.sql.js';
import type { Item, Travail } from '../travaux/travail.js';
import { dues } from './dues.sql.js';

/** Days given to pay an invoice. */
export const DELAI_REGLEMENT_JOURS = 30;

/** Any number of our own: two billings of a contrat never run at once, so that neither misses what the other has just invoiced. */
const VERROU = 20_261_122;

/** What was issued. */
export interface Emission {
  readonly factures: number;
  readonly avoirs: number;
  readonly lignes: number;
}

/** Nightly: each contrat alone, so that one that cannot be invoiced holds up no other. */
export const facturation = ({ db, clock }: { readonly db: Database; readonly clock: Clock }): Travail => ({
  nature: 'facturation',
  aFaire: () =>
    db.systeme.rows<Item>(sql`
      select k.id::text as cle, k.numero as nom, k.compte_id from contrat k
      where exists (select from caution c where c.contrat_id = k.id and c.effective_le is not null) order by k.id`),
  faire: ({ cle }) => db.systeme.transaction((tx) => facturer(tx, { contrats: [Number(cle)], emiseLe: today(clock) })),
});

/**
 * Issues, for each contrat, entity and period, the invoice of what is due and was not invoiced, and the credit note of what was and is
 * not due any more: a line for each caution.
 * @param emiseLe the day it is done: what the ledger says later is not known yet
 */
export async function facturer(tx: Tx, { contrats, emiseLe }: { contrats: readonly number[]; emiseLe: Day }): Promise<Emission> {
  await tx.rows(sql`
    select pg_advisory_xact_lock(${VERROU}, id) from (select id from unnest(${[...contrats]}::int[]) as c (id) order by 1) c`);
  const devises = await tx.rows<{ devise: string }>(sql`select distinct devise from contrat where id = any (${[...contrats]}::int[])`);
  const decimales = sql`unnest(${devises.map(({ devise }) => devise)}::text[], ${devises.map(({ devise }) => decimals(devise))}::int[]) as d (devise, decimales)`;
  const emission = await tx.row<Emission>(sql`
    with ${dues({ jour: emiseLe, contrats, decimales })}, deja as (
      select l.caution_id, f.periode_du, sum(case f.nature when 'facture' then l.montant else -l.montant end) as montant
      from facture_ligne l join facture f on f.id = l.facture_id where f.contrat_id = any (${[...contrats]}::int[]) group by 1, 2
    ), ecarts as materialized (
      select case when v.ecart > 0 then 'facture' else 'avoir' end as nature, c.compte_id, k.garant_id, c.contrat_id, c.entite_id, k.devise,
        v.periode_du, (v.periode_du + make_interval(months => case k.periode when 'mois' then 1 when 'trimestre' then 3 else 12 end))::date - 1 as periode_au,
        v.caution_id, v.jours, v.segments, v.prime, v.frais, v.deja, abs(v.ecart) as montant
      from (select caution_id, periode_du, coalesce(d.jours, 0) as jours, coalesce(d.segments, '[]') as segments, coalesce(d.prime, 0) as prime,
          coalesce(d.frais, 0) as frais, coalesce(j.montant, 0) as deja, coalesce(d.prime + d.frais, 0) - coalesce(j.montant, 0) as ecart
        from dues d full join deja j using (caution_id, periode_du)) v
      join caution c on c.id = v.caution_id join contrat k on k.id = c.contrat_id
      where v.ecart <> 0
    )${documents('facture', emiseLe, addDays(emiseLe, DELAI_REGLEMENT_JOURS))}${documents('avoir', emiseLe, emiseLe)}
    select (select count(*)::int from facture_emises) as factures, (select count(*)::int from avoir_emises) as avoirs,
      (select count(*)::int from facture_ecrites) + (select count(*)::int from avoir_ecrites) as lignes`);
  return emission ?? { factures: 0, avoirs: 0, lignes: 0 };
}

/** Groups the lines of a nature into documents, numbered by insurer, and writes all of them. */
function documents(nature: 'facture' | 'avoir', emiseLe: Day, echeance: Day): Sql {
  const annee = Number(emiseLe.slice(0, 4));
  const table = (nom: string): Sql => raw(`${nature}_${nom}`);
  return sql`, ${table('groupes')} as (
      select compte_id, garant_id, contrat_id, entite_id, devise, periode_du, periode_au, sum(montant) as total,
        row_number() over (partition by garant_id order by compte_id, contrat_id, entite_id, periode_du) as rang
      from ecarts where nature = ${nature} group by 1, 2, 3, 4, 5, 6, 7
    ), ${table('premiers')} as materialized (
      select garant_id, ${takeNumeros(sql`garant_id`, nature, annee, sql`n`)} as premier
      from (select garant_id, count(*)::int as n from ${table('groupes')} group by 1 order by 1) g
    ), ${table('emises')} as (
      insert into facture (compte_id, garant_id, contrat_id, entite_id, numero, nature, periode_du, periode_au, emise_le, echeance, montant, devise)
      select compte_id, garant_id, contrat_id, entite_id, ${numeroDe(nature, annee, sql`(premier + rang - 1)::int`)}, ${nature},
        periode_du, periode_au, ${emiseLe}::date, ${echeance}::date, total, devise
      from ${table('groupes')} join ${table('premiers')} using (garant_id) order by garant_id, rang
      returning id, contrat_id, entite_id, periode_du
    ), ${table('ecrites')} as (
      insert into facture_ligne (compte_id, facture_id, caution_id, jours, segments, prime, frais, deja, montant)
      select l.compte_id, e.id, l.caution_id, l.jours, l.segments, l.prime, l.frais, l.deja, l.montant
      from ecarts l join ${table('emises')} e using (contrat_id, entite_id, periode_du) where l.nature = ${nature}
      returning 1
    )`;
}
