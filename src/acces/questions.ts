/** The three questions of an account that wants them: chosen at the first access, asked after a mailed link, never instead of it. */
import { z } from 'zod';
import { sql, type Database, type Tx } from '../kit/database.js';
import type { FieldError } from '../kit/errors.js';
import type { Hasher } from '../session/secret.js';

/** Their words: `acces.question.…` */
export const QUESTIONS = ['ville', 'mere', 'animal', 'ecole', 'rue', 'metier', 'voiture', 'livre', 'plat', 'ami'] as const;
export const RANGS = [1, 2, 3] as const;
const COURTE = 3;
/** Wrong answers that a link bears. */
const ESSAIS = 5;

export interface Reponse {
  readonly question: string;
  readonly reponse: string;
}

const champ = z
  .string()
  .trim()
  .max(100)
  .regex(/^[^\u0000]*$/)
  .catch('');
const form = z.object({ question1: champ, question2: champ, question3: champ, reponse1: champ, reponse2: champ, reponse3: champ });

export function lireReponses(body: unknown): Reponse[] {
  const f = form.parse(body);
  return RANGS.map((rang) => ({ question: f[`question${rang}`], reponse: f[`reponse${rang}`] }));
}

/** Three different questions of ours, each with an answer that is not a letter. */
export const fautesQuestions = (reponses: readonly Reponse[]): FieldError[] =>
  reponses.flatMap(({ question, reponse }, i) => {
    const connue = (QUESTIONS as readonly string[]).includes(question);
    const deja = reponses.slice(0, i).some((autre) => autre.question === question);
    return [
      ...(connue && !deja ? [] : [{ field: `question${i + 1}`, message: 'acces.questions.choisir' }]),
      ...(nue(reponse).length >= COURTE ? [] : [{ field: `reponse${i + 1}`, message: 'acces.questions.courte' }]),
    ];
  });

/** Capitals, accents and spaces are not what one remembers. */
const nue = (reponse: string): string =>
  reponse
    .normalize('NFD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

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
