/** SQL of what a new browser must still answer, and of the attempts of an internet address. Under the system scope. */
import { sql, type Database, type Tx } from '../kit/database.js';
import { networkOf } from '../kit/network.js';

/** Ten minutes, five tries. */
const DUREE_MS = 600_000;
const ESSAIS = 5;
/** Attempts from one internet address in a quarter of an hour: an office has many people, a thief has more guesses. */
const PAR_ADRESSE = 100;
const PERIODE_MS = 900_000;
const HEURE_MS = 3_600_000;

/** A challenge; of nobody when the first secret was wrong. */
export const openDefi = (tx: Tx, id: string, identifiantId: number | null, le: Date) =>
  tx.run(sql`
    insert into defi (id, identifiant_id, cree_le, expire_le)
    values (${id}, ${identifiantId}, ${le}, ${new Date(le.getTime() + DUREE_MS)})`);

/** Counts a try before it is verified: undefined once there are no more, or too late. `identifiant_id` is null when nothing can be right. */
export const tryDefi = async ({ systeme }: Database, id: string, now: Date): Promise<{ identifiant_id: number | null } | undefined> =>
  (
    await systeme.rows<{ identifiant_id: number | null }>(sql`
      update defi set essais = essais + 1
      where id = ${id} and essais < ${ESSAIS} and expire_le > ${now} and utilise_le is null returning identifiant_id`)
  )[0];

/** Answered: once. */
export const closeDefi = async (tx: Tx, id: string, le: Date): Promise<boolean> =>
  (await tx.run(sql`update defi set utilise_le = ${le} where id = ${id} and utilise_le is null`)) === 1;

/** Counts an attempt of an internet address, with those of its network; false when it must wait for the next quarter of an hour. */
export async function countAddress({ systeme }: Database, adresse: string, now: Date): Promise<boolean> {
  const periode = new Date(Math.floor(now.getTime() / PERIODE_MS) * PERIODE_MS);
  const [row] = await systeme.rows<{ essais: number }>(sql`
    insert into essai_adresse as e (adresse, periode, essais) values (${networkOf(adresse)}, ${periode}, 1)
    on conflict (adresse, periode) do update set essais = e.essais + 1 returning essais`);
  return (row?.essais ?? 0) <= PAR_ADRESSE;
}

/** Networks told apart in an hour: the rest is counted together. */
const RESEAUX = 200;

/** What was tried about nobody: counted, in as many rows as there are hours and networks, up to a bound. */
export async function countUnknown(tx: Tx, acte: string, adresse: string, le: Date): Promise<void> {
  const heure = new Date(Math.floor(le.getTime() / HEURE_MS) * HEURE_MS);
  const reseau = networkOf(adresse).slice(0, 60);
  await tx.run(sql`
    insert into porte_essai as p (heure, acte, reseau)
    select ${heure}, ${acte}, case when n < ${RESEAUX} or connu then ${reseau} else '' end
    from (select count(*) as n, coalesce(bool_or(acte = ${acte} and reseau = ${reseau}), false) as connu from porte_essai where heure = ${heure}) h
    on conflict (heure, acte, reseau) do update set essais = p.essais + 1`);
}

/** What nobody can use any more. */
export const deleteDefis = async ({ systeme }: Database, now: Date): Promise<void> => {
  await systeme.rows(sql`delete from defi where expire_le < ${now}`);
  await systeme.rows(sql`delete from essai_adresse where periode < ${new Date(now.getTime() - PERIODE_MS)}`);
  await systeme.rows(sql`delete from porte_essai where heure < ${now}::timestamptz - interval '90 days'`);
  await systeme.rows(sql`delete from essai_sans_effet where le < ${now}`);
  await systeme.rows(sql`delete from session_fermee where le < ${now}::timestamptz - interval '2 days'`);
  await systeme.rows(sql`delete from jeton where expire_le < ${now}::timestamptz - interval '30 days'`);
  await systeme.rows(sql`delete from appareil where vu_le < ${now}::timestamptz - interval '90 days'`);
};
