/** The answers to the three questions: kept hashed, asked after a mailed link. */
import { sql, type Database, type Tx } from '../kit/database.js';
import type { Hasher } from './hasher.js';
import { type Reponse, nue, ESSAIS, RANGS } from './questions.js';

export function createQuestions({ db, hasher }: { db: Database; hasher: Hasher }) {
  return {
    /** Ready to be kept: the answers hashed as secrets are. */
    async hacher(reponses: readonly Reponse[]): Promise<Reponse[]> {
      const hachees: Reponse[] = [];
      for (const { question, reponse } of reponses) hachees.push({ question, reponse: await hasher.hash(nue(reponse)) });
      return hachees;
    },

    poser: (tx: Tx, id: number, hachees: readonly Reponse[]) =>
      tx.run(sql`
        insert into question_secrete (identifiant_id, rang, question, reponse)
        select ${id}, rang, question, reponse
        from unnest(${hachees.map((une) => une.question)}::text[], ${hachees.map((une) => une.reponse)}::text[])
          with ordinality as q (question, reponse, rang)
        on conflict (identifiant_id, rang) do update set question = excluded.question, reponse = excluded.reponse`),

    /** True when all three are right. Counted on the link before they are looked at: after five, it is spent. */
    async verifier(jeton: string, id: number, reponses: readonly string[], now: Date): Promise<boolean> {
      const [essai] = await db.systeme.rows(sql`
        update jeton set essais = essais + 1, expire_le = case when essais + 1 >= ${ESSAIS} then ${now} else expire_le end
        where id = ${jeton} and essais < ${ESSAIS} and utilise_le is null and expire_le > ${now} returning id`);
      if (!essai) return false;
      const gardees = await db.systeme.rows<{ reponse: string }>(
        sql`select reponse from question_secrete where identifiant_id = ${id} order by rang`,
      );
      let justes = 0;
      // All are looked at, so that the time does not tell which one is wrong.
      for (const [i, { reponse }] of gardees.entries()) if (await hasher.verify(reponse, nue(reponses[i] ?? ''))) justes += 1;
      return justes === RANGS.length;
    },
  };
}
