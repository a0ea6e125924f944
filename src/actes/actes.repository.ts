/** SQL of the acts: what a seal needs, what it leaves, the numbered duplicates. */
import { sql, type Tx } from '../kit/database.js';
import type { Day } from '../kit/dates.js';
import type { Valeurs } from '../specimens/texte.js';
import { saufEnPeine } from '../travaux/sauf.sql.js';
import type { Item } from '../travaux/travail.js';
import type { ActeCompose, Garant, Signataire } from '../impression/acte.js';

export interface IdentiteGarant {
  readonly nom: string;
  readonly identite: { readonly acte: Garant; readonly signataire: Signataire };
}

export const findGarant = (tx: Tx, garantId: number): Promise<IdentiteGarant | undefined> =>
  tx.row<IdentiteGarant>(sql`select nom, identite from garant where id = ${garantId}`);

/** The entity as an act names it. */
export const findDonneurDOrdre = (tx: Tx, entiteId: number): Promise<DonneurEnBase | undefined> =>
  tx.row<DonneurEnBase>(sql`select nom, forme, siren, siret, immatriculation, adresse, pays from entite where id = ${entiteId}`);

export interface DonneurEnBase {
  readonly nom: string;
  readonly forme: string | null;
  readonly siren: string | null;
  readonly siret: string | null;
  readonly immatriculation: string | null;
  readonly adresse: string;
  readonly pays: string;
}

export interface CautionAEditer {
  readonly id: number;
  readonly compte_id: number;
  readonly garant_id: number;
  readonly numero: string;
  readonly texte_id: number;
  readonly valeurs: Valeurs;
  readonly donneur_ordre: DonneurEnBase;
  /** The day the first act was issued, and that of the version which is to be sealed. */
  readonly premiere: Day;
  readonly jour: Day;
  /** The version to be sealed; null when they all are. */
  readonly version: number | null;
}

/**
 * A caution that has an effect, and the next version of its act: the first that is not sealed. A version that was replaced before its
 * seal has the values that it was replaced with.
 */
export const findCaution = (tx: Tx, id: number): Promise<CautionAEditer | undefined> =>
  tx.row<CautionAEditer>(sql`
    select c.id, c.compte_id, c.garant_id, c.numero, c.texte_version_id as texte_id, c.donneur_ordre,
      case when n.version <= c.acte_version then n.version end as version,
      coalesce((select v.avant from avenant v where v.caution_id = c.id and v.acte_version = n.version + 1), c.valeurs) as valeurs,
      (c.effective_le at time zone 'Europe/Paris')::date as premiere,
      (coalesce((select v.decide_le from avenant v where v.caution_id = c.id and v.acte_version = n.version), c.effective_le) at time zone 'Europe/Paris')::date as jour
    from caution c cross join lateral (select coalesce(max(a.version), 0) + 1 as version from acte a where a.caution_id = c.id) n
    where c.id = ${id} and c.effective_le is not null`);

/** Those that wait for their seal, kept aside excepted. */
export const listASceller = (tx: Tx, limite: number): Promise<Item[]> =>
  tx.rows<Item>(sql`
    select c.id::text as cle, c.numero as nom, c.compte_id from caution c
    where c.a_sceller and ${saufEnPeine('acte', sql`c.id`)} order by c.id limit ${limite}`);

/** Stores the sealed act; false when another process sealed it first. */
export async function insertActe(
  tx: Tx,
  acte: {
    compteId: number;
    cautionId: number;
    version: number;
    code: string;
    composition: ActeCompose;
    fichierId: number;
    sha256: Buffer;
    le: Date;
  },
): Promise<boolean> {
  const inserted = await tx.run(sql`
    insert into acte (compte_id, caution_id, version, code, composition, fichier_id, sha256, scelle_le)
    values (${acte.compteId}, ${acte.cautionId}, ${acte.version}, ${acte.code}, ${JSON.stringify(acte.composition)}, ${acte.fichierId}, ${acte.sha256}, ${acte.le})
    on conflict (caution_id, version) do nothing`);
  return inserted === 1;
}

/** An act that the insurer prints waits for it, from its seal on. */
export const insertExpedition = (tx: Tx, cautionId: number, version: number, le: Date) =>
  tx.run(sql`
    insert into expedition (compte_id, caution_id, acte_version, depuis)
    select compte_id, id, ${version}::smallint, ${le}::timestamptz from caution where id = ${cautionId} and not edition_deportee
    on conflict (caution_id, acte_version) do nothing`);

/** Nothing of it waits any more, once its latest version is sealed. */
export const markScellee = (tx: Tx, cautionId: number) =>
  tx.run(sql`
    update caution c set a_sceller = false where id = ${cautionId} and a_sceller
      and exists (select from acte a where a.caution_id = c.id and a.version = c.acte_version)`);

export interface ActeScelle {
  readonly id: number;
  readonly version: number;
  readonly code: string;
  readonly composition: ActeCompose;
  readonly sha256: Buffer;
  readonly fichier_id: number;
}

/** Duplicates are numbered one after another. */
export const lockCaution = (tx: Tx, cautionId: number) => tx.run(sql`select id from caution where id = ${cautionId} for no key update`);

/** The latest act of a caution. */
export const findActe = (tx: Tx, cautionId: number): Promise<ActeScelle | undefined> =>
  tx.row<ActeScelle>(sql`
    select id, version, code, composition, sha256, fichier_id from acte where caution_id = ${cautionId} order by version desc limit 1`);

export const nextRang = async (tx: Tx, cautionId: number): Promise<number> =>
  (
    await tx.row<{ rang: number }>(sql`
    select coalesce(max(e.rang), 0) + 1 as rang from edition e join acte a on a.id = e.acte_id where a.caution_id = ${cautionId}`)
  )?.rang ?? 1;

export const insertEdition = (tx: Tx, e: { compteId: number; acteId: number; rang: number; par: number; le: Date; fichierId: number }) =>
  tx.run(sql`insert into edition (compte_id, acte_id, rang, par, le, fichier_id)
    values (${e.compteId}, ${e.acteId}, ${e.rang}, ${e.par}, ${e.le}, ${e.fichierId})`);

export const findEdition = async (tx: Tx, cautionId: number, rang: number): Promise<number | undefined> =>
  (
    await tx.row<{ fichier_id: number }>(sql`
    select e.fichier_id from edition e join acte a on a.id = e.acte_id where a.caution_id = ${cautionId} and e.rang = ${rang}`)
  )?.fichier_id;
