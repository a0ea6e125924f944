/**
 * Billing, in sets: one statement issues the invoices of a period, another the credit notes of what was released.
 * Lines follow `premium` of prime.ts; a test compares the two on random portfolios.
 */
import { sql, type Sql, type Tx } from '../kit/database.js';
import { addDays, type Day } from '../kit/dates.js';
import { decimals } from '../kit/money.js';
import { numeroDe, takeNumeros } from '../numeros/numeros.sql.js';
import type { Periode } from './prime.js';

/** Days given to pay an invoice. */
export const DELAI_REGLEMENT_JOURS = 30;

/** Any number of our own: two billings never run at once, so that neither misses what the other has just invoiced. */
const VERROU = 20_261_122;

export interface Facturation {
  readonly periode: Periode;
  readonly emiseLe: Day;
  /** Ids of contrats; all when left out. */
  readonly contrats?: readonly number[];
}

/** What was issued. */
export interface Emission {
  readonly documents: number;
  readonly lignes: number;
}

/**
 * Issues, for each contrat and entity, the invoice of a period: a line per caution outstanding on at least one of its days.
 * - Contrats whose own period is of that type; in advance from the first day of the period, in arrears after its last.
 * - Days: from the later of the effective date and the day the caution was granted, to the day before it ended (as known on
 *   `emiseLe`) or the firm end of its act. The fee is due in the period where they begin.
 * - A caution already invoiced for a day of the period is left out, so that it may run again: later on it only adds those
 *   granted since.
 */
export async function emettreFactures(tx: Tx, { periode, emiseLe, contrats }: Facturation): Promise<Emission> {
  const decimales = await preparer(tx);
  return compter(
    tx,
    sql`
    with encours as (
      select c.id, c.compte_id, c.contrat_id, c.entite_id, c.montant, a.taux, a.minimum, k.devise, k.base_jours, k.frais_acte, d.decimales,
        v.debut, least(case when v.clos <= ${emiseLe}::date then greatest(v.clos, v.debut + 1) end, v.terme, ${periode.au}::date + 1) as fin
      from caution c
        join contrat k on k.id = c.contrat_id
        join autorisation a on a.id = c.autorisation_id
        join texte_version t on t.id = c.texte_version_id
        join ${decimales} on d.devise = k.devise
        cross join lateral (select ${debut} as debut, ${jourParis(sql`c.terminee_le`)} as clos,
          case when t.fin = 'date' then c.date_fin + 1 end as terme) v
      where c.effective_le is not null and ${jourParis(sql`c.effective_le`)} <= ${emiseLe}::date
        and k.periode = ${periode.type}
        and case k.terme when 'avance' then ${periode.du}::date <= ${emiseLe}::date else ${periode.au}::date < ${emiseLe}::date end
        and (${contrats ?? null}::int[] is null or k.id = any (${contrats ?? null}::int[]))
        and v.debut <= ${periode.au}::date
        and not exists (
          select from facture_ligne l join facture f on f.id = l.facture_id
          where l.caution_id = c.id and f.nature = 'facture' and f.periode_du <= ${periode.au}::date and f.periode_au >= ${periode.du}::date)
    ), mesures as (
      select *, fin - greatest(debut, ${periode.du}::date) as jours, case when debut >= ${periode.du}::date then frais_acte else 0 end as frais
      from encours
    ), dues as (
      select id as caution_id, compte_id, contrat_id, entite_id, devise, montant as base, taux, jours, frais,
        greatest(${prorata(sql`montant`, sql`taux`, sql`jours`)}, minimum) + frais as montant
      from mesures where jours > 0
    ), ${documents('facture', sql`select *, ${periode.du}::date as periode_du, ${periode.au}::date as periode_au from dues`, emiseLe, addDays(emiseLe, DELAI_REGLEMENT_JOURS))}`,
  );
}

/**
 * Gives back what was paid in advance for the days after a mainlevée granted by `emiseLe`: the premium invoiced less the
 * premium due for the days really outstanding (the minimum stays due, the fee is not returned). One avoir per contrat,
 * entity and invoiced period; its amount is positive. May run again: a line is given back once.
 */
export async function emettreAvoirs(tx: Tx, { emiseLe, contrats }: Omit<Facturation, 'periode'>): Promise<Emission> {
  const decimales = await preparer(tx);
  return compter(
    tx,
    sql`
    with payees as (
      select l.caution_id, l.compte_id, c.contrat_id, c.entite_id, k.devise, k.base_jours, d.decimales, f.periode_du, f.periode_au,
        l.base, l.taux, l.jours, l.montant - l.frais as prime, a.minimum,
        least(l.jours, greatest(0, greatest(${jourParis(sql`c.terminee_le`)}, ${debut} + 1) - greatest(${debut}, f.periode_du))) as courus
      from caution c
        join contrat k on k.id = c.contrat_id and k.terme = 'avance'
        join autorisation a on a.id = c.autorisation_id
        join ${decimales} on d.devise = k.devise
        join facture_ligne l on l.caution_id = c.id
        join facture f on f.id = l.facture_id and f.nature = 'facture'
      where c.etat = 'mainlevee' and ${jourParis(sql`c.terminee_le`)} <= least(${emiseLe}::date, f.periode_au)
        and (${contrats ?? null}::int[] is null or k.id = any (${contrats ?? null}::int[]))
        and not exists (
          select from facture_ligne r join facture g on g.id = r.facture_id
          where r.caution_id = c.id and g.nature = 'avoir' and g.periode_du = f.periode_du and g.periode_au = f.periode_au)
    ), dues as (
      select caution_id, compte_id, contrat_id, entite_id, devise, periode_du, periode_au, base, taux, jours - courus as jours, 0 as frais,
        prime - case when courus = 0 then 0 else greatest(${prorata(sql`base`, sql`taux`, sql`courus`)}, minimum) end as montant
      from payees where courus < jours
    ), ${documents('avoir', sql`select * from dues where montant > 0`, emiseLe, emiseLe)}`,
  );
}

/** First day outstanding of the caution `c`. */
const debut = sql`greatest(c.date_effet, (c.effective_le at time zone 'Europe/Paris')::date)`;
const jourParis = (instant: Sql): Sql => sql`(${instant} at time zone 'Europe/Paris')::date`;

/** Twenty decimals before the division, so that its quotient is not rounded twice. */
const prorata = (montant: Sql, taux: Sql, jours: Sql): Sql =>
  sql`round((${montant} * ${taux} * ${jours})::numeric(60, 20) / (100 * base_jours), decimales)`;

/** The end of both statements: groups the lines `dues` into documents, numbered by insurer, and writes all of them. */
function documents(nature: 'facture' | 'avoir', dues: Sql, emiseLe: Day, echeance: Day): Sql {
  const annee = Number(emiseLe.slice(0, 4));
  return sql`lignes as materialized (${dues}), groupes as (
      select l.compte_id, k.garant_id, l.contrat_id, l.entite_id, l.devise, l.periode_du, l.periode_au, sum(l.montant) as total,
        row_number() over (partition by k.garant_id order by l.compte_id, l.contrat_id, l.entite_id, l.periode_du) as rang
      from lignes l join compte k on k.id = l.compte_id group by 1, 2, 3, 4, 5, 6, 7
    ), premiers as materialized (
      select garant_id, ${takeNumeros(sql`garant_id`, nature, annee, sql`n`)} as premier
      from (select garant_id, count(*)::int as n from groupes group by 1 order by 1) g
    ), emis as (
      insert into facture (compte_id, garant_id, contrat_id, entite_id, numero, nature, periode_du, periode_au, emise_le, echeance, montant, devise)
      select compte_id, garant_id, contrat_id, entite_id, ${numeroDe(nature, annee, sql`(premier + rang - 1)::int`)}, ${nature},
        periode_du, periode_au, ${emiseLe}::date, ${echeance}::date, total, devise
      from groupes join premiers using (garant_id) order by garant_id, rang
      returning id, contrat_id, entite_id, periode_du, periode_au
    ), ecrites as (
      insert into facture_ligne (compte_id, facture_id, caution_id, base, taux, jours, frais, montant)
      select l.compte_id, e.id, l.caution_id, l.base, l.taux, l.jours, l.frais, l.montant
      from lignes l join emis e using (contrat_id, entite_id, periode_du, periode_au)
      returning 1
    )
    select (select count(*) from emis) as documents, (select count(*) from ecrites) as lignes`;
}

/** Waits for another billing to end; answers the decimals of each currency in use, as a table `d`. */
async function preparer(tx: Tx): Promise<Sql> {
  await tx.row(sql`select pg_advisory_xact_lock(${VERROU})`);
  const devises = await tx.rows<{ devise: string }>(sql`select distinct devise from contrat order by 1`);
  return sql`unnest(${devises.map(({ devise }) => devise)}::text[], ${devises.map(({ devise }) => decimals(devise))}::int[]) as d (devise, decimales)`;
}

async function compter(tx: Tx, statement: Sql): Promise<Emission> {
  return (await tx.row<Emission>(statement)) ?? { documents: 0, lignes: 0 };
}
