/** SQL of the browsers that people proved to be theirs. Under the system scope. */
import { sql, type Database, type Tx } from '../kit/database.js';
import type { Appareil } from './politique.js';

/** Trusted for 90 days after the latest visit, 180 at most; never after three failures. */
const FIABLE = (now: Date) => sql`
  a.echecs < 3 and a.vu_le > ${now}::timestamptz - interval '90 days' and a.cree_le > ${now}::timestamptz - interval '180 days'`;
/** A person keeps that many; an older one is forgotten. */
const MAX = 20;

export interface Essai {
  readonly appareil: number;
  readonly echecs: number;
  readonly id: number;
  readonly secret: string | null;
  readonly actif: boolean;
  readonly compte_id: number | null;
}

/** Counts an attempt of a trusted browser before it is verified; undefined when none of its cookies is trusted for this address. */
export async function countOnAppareil(
  { systeme }: Database,
  email: string,
  empreintes: readonly Buffer[],
  now: Date,
): Promise<Essai | undefined> {
  if (empreintes.length === 0) return undefined;
  const [row] = await systeme.rows<Essai>(sql`
    with essai as (
      update appareil a set echecs = a.echecs + 1 from identifiant i
      where i.id = a.identifiant_id and i.email = ${email} and a.empreinte = any (${empreintes}::bytea[]) and ${FIABLE(now)}
      returning a.id as appareil, a.echecs, i.id, i.secret, i.collaborateur_id, i.agent_id)
    select e.appareil, e.echecs, e.id, e.secret, coalesce(c.actif, g.actif) as actif, c.compte_id
    from essai e left join collaborateur c on c.id = e.collaborateur_id left join agent g on g.id = e.agent_id`);
  return row;
}

/** The browser that asks, if this person trusts it: its id. */
export const findAppareil = async ({ systeme }: Database, identifiantId: number, empreintes: readonly Buffer[], now: Date) =>
  empreintes.length === 0
    ? undefined
    : (
        await systeme.rows<{ id: number }>(sql`
          select a.id from appareil a
          where a.identifiant_id = ${identifiantId} and a.empreinte = any (${empreintes}::bytea[]) and ${FIABLE(now)}`)
      )[0]?.id;

/** A right secret: trusted again for 90 days. */
export const noteAppareil = ({ systeme }: Database, appareil: number, now: Date) =>
  systeme.rows(sql`update appareil set echecs = 0, vu_le = ${now} where id = ${appareil}`);

/** Trusts a browser from now on. */
export async function insertAppareil(
  tx: Tx,
  values: { identifiantId: number; empreinte: Buffer; navigateur: string; adresse: string; le: Date },
): Promise<void> {
  const { identifiantId, empreinte, navigateur, adresse, le } = values;
  await tx.run(sql`
    insert into appareil (identifiant_id, empreinte, navigateur, adresse, cree_le, vu_le)
    values (${identifiantId}, ${empreinte}, ${navigateur}, ${adresse}, ${le}, ${le})`);
  await tx.run(sql`
    delete from appareil where identifiant_id = ${identifiantId} and id not in (
      select id from appareil where identifiant_id = ${identifiantId} order by vu_le desc, id desc limit ${MAX})`);
}

/** Those trusted now; `present` is the one that asks. */
export const listAppareils = (
  { systeme }: Database,
  identifiantId: number,
  empreintes: readonly Buffer[],
  now: Date,
): Promise<Appareil[]> =>
  systeme.rows<Appareil>(sql`
    select a.id, a.navigateur, a.adresse, a.cree_le, a.vu_le, a.empreinte = any (${empreintes}::bytea[]) as present
    from appareil a where a.identifiant_id = ${identifiantId} and ${FIABLE(now)} order by a.vu_le desc, a.id desc`);

/** Its name, once it is trusted no more; undefined when it was not his. */
export const deleteAppareil = (tx: Tx, identifiantId: number, id: number): Promise<{ navigateur: string } | undefined> =>
  tx.row<{ navigateur: string }>(sql`delete from appareil where id = ${id} and identifiant_id = ${identifiantId} returning navigateur`);
