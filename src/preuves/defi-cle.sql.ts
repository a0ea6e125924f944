/** SQL of the challenges of passkeys, which are kept elsewhere: once answered they are spent. Under the system scope. */
import { sql, type Database } from '../kit/database.js';

/** False for a copy of an answer. Remembered for longer than any challenge lives. */
export const spendChallenge = async ({ systeme }: Database, challenge: string, identifiantId: number, le: Date): Promise<boolean> =>
  (
    await systeme.rows(sql`
      insert into defi (id, identifiant_id, cree_le, expire_le, utilise_le)
      values (md5(${challenge})::uuid, ${identifiantId}, ${le}, ${le}::timestamptz + interval '1 day', ${le}) on conflict do nothing returning id`)
  ).length === 1;
