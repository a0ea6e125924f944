/** SQL of the links that let one set a secret. Under the system scope. */
import { sql, type Database, type Tx } from '../kit/database.js';
import type { Language } from '../kit/money.js';

/** A person may ask for that many links in an hour; more are answered alike and make none. */
const PAR_HEURE = 3;

export interface LienDemande {
  readonly identifiant_id: number;
  readonly compte_id: number | null;
  readonly email: string;
  readonly langue: Language;
}

/** Those who ask for this address wait for one another until the transaction ends: each counts the links of those before. */
export const lockEmail = (tx: Tx, email: string) => tx.run(sql`select from identifiant where email = ${email} for no key update`);

/**
 * A link of 30 minutes for whoever signs in with this address, if anyone does; older links live on. Before her first access it
 * leads through it.
 */
export const insertLien = (
  tx: Tx,
  { email, jeton, empreinte, le }: { email: string; jeton: string; empreinte: Buffer; le: Date },
): Promise<LienDemande | undefined> =>
  tx.row<LienDemande>(sql`
    with qui as (
      select i.id, i.secret, i.email, c.compte_id, coalesce(c.langue, a.langue) as langue
      from identifiant i left join collaborateur c on c.id = i.collaborateur_id and c.actif left join agent a on a.id = i.agent_id and a.actif
      where i.email = ${email} and coalesce(c.id, a.id) is not null
        and (select count(*) from jeton j where j.identifiant_id = i.id and j.cree_le > ${le}::timestamptz - interval '1 hour') < ${PAR_HEURE}),
    lien as (
      insert into jeton (id, identifiant_id, nature, empreinte, cree_le, expire_le)
      select ${jeton}, id, case when secret is null then 'acces' else 'oubli' end, ${empreinte}, ${le}, ${le}::timestamptz + interval '30 minutes'
      from qui returning identifiant_id)
    select identifiant_id, compte_id, email, langue from lien join qui on qui.id = lien.identifiant_id`);

/** A link without a mail, for someone who has just proved who he is and must change his secret. */
export const insertLienImmediat = ({ systeme }: Database, identifiantId: number, jeton: string, empreinte: Buffer, le: Date) =>
  systeme.rows(sql`
    insert into jeton (id, identifiant_id, nature, empreinte, cree_le, expire_le)
    values (${jeton}, ${identifiantId}, 'oubli', ${empreinte}, ${le}, ${le}::timestamptz + interval '30 minutes')`);

/** Spends a link, once: false for every other copy, and once it is too late. */
export const spendLien = async (tx: Tx, jeton: string, le: Date): Promise<boolean> =>
  (await tx.run(sql`update jeton set utilise_le = ${le} where id = ${jeton} and utilise_le is null and expire_le > ${le}`)) === 1;
