/** SQL of an attempt to come in: under the system scope, since nobody is known yet. */
import { sql, type Database } from '../kit/database.js';

export interface Identifiant {
  readonly id: number;
  readonly secret: string | null;
  readonly actif: boolean;
  readonly compte_id: number | null;
  readonly nom: string;
}

/**
 * Counts an attempt before it is verified, in one statement: undefined when the address is unknown or must wait.
 * Five failures wait 15 minutes, doubling to a day (6-security: signing in).
 */
export async function countAttempt({ systeme }: Database, email: string, now: Date): Promise<Identifiant | undefined> {
  const [row] = await systeme.rows<Identifiant>(sql`
    with essai as (
      update identifiant set
        echecs = echecs + 1,
        attendre_jusqu_a = case when (echecs + 1) % 5 = 0
          then ${now}::timestamptz + least(interval '15 minutes' * power(2, (echecs + 1) / 5 - 1), interval '24 hours') end
      where email = ${email} and (attendre_jusqu_a is null or attendre_jusqu_a <= ${now})
      returning id, secret, collaborateur_id, agent_id
    ), sans_effet as (insert into essai_sans_effet (le) select ${now}::timestamptz where not exists (select from essai))
    select e.id, e.secret, coalesce(c.actif, a.actif) as actif, c.compte_id,
      trim(coalesce(c.prenom || ' ' || c.nom, a.prenom || ' ' || a.nom)) as nom
    from essai e left join collaborateur c on c.id = e.collaborateur_id left join agent a on a.id = e.agent_id`);
  return row;
}

/** A right secret clears the failures and notes the visit. */
export async function noteVisit({ systeme }: Database, id: number, now: Date, secret?: string): Promise<void> {
  await systeme.rows(sql`
    update identifiant set echecs = 0, attendre_jusqu_a = null, derniere_connexion = ${now}, secret = coalesce(${secret ?? null}, secret)
    where id = ${id}`);
}
