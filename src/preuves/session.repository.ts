/** SQL of a person's open sessions: known to her by a short name, never by what opens them. Under the system scope. */
import { sql, type Database, type Tx } from '../kit/database.js';
import type { SessionOuverte } from './politique.js';

const NOM = sql`left(encode(sha256(convert_to(sid, 'UTF8')), 'hex'), 16)`;
const SIENNES = (id: number) => sql`sess #>> '{passport,user}' = ${String(id)}`;
const instant = (champ: string) => sql`to_timestamp((sess ->> ${champ}::text)::numeric / 1000)`;

export const list = ({ systeme }: Database, id: number, sid: string): Promise<SessionOuverte[]> =>
  systeme.rows<SessionOuverte>(sql`
    select ${NOM} as id, coalesce(sess ->> 'navigateur', '') as navigateur, coalesce(sess ->> 'adresse', '') as adresse,
      ${instant('debut')} as ouverte_le, coalesce(${instant('vu')}, ${instant('debut')}) as vue_le, sid = ${sid} as presente
    from session where ${SIENNES(id)} and expire > now() order by presente desc, vue_le desc, id`);

export const remove = async (tx: Tx, id: number, nom: string, sid: string): Promise<boolean> =>
  (await tx.run(sql`delete from session where ${SIENNES(id)} and ${NOM} = ${nom} and sid <> ${sid}`)) === 1;
