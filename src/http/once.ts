/** A form with a key acts once: its transactions remember what they did, its copies go where the first one went (kit/idempotence). */
import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { isKey, oneAtATime, withKey, type Answers } from '../kit/idempotence.js';
import { isRedirection, type FormAnswer, type Redirection } from './answers.js';
import { acteurDe } from './express.js';

/** Not the forms of the door, which are open to all: where they lead may be a mailed link, whose token is kept nowhere. */
export function once(answers: Answers<Redirection>, req: Request, pattern: string, act: () => Promise<FormAnswer>): Promise<FormAnswer> {
  const cle: unknown = req.body?._idempotence;
  const acteur = acteurDe(req);
  if (!acteur || !isKey(cle)) return act();
  const key = { cle, identifiantId: acteur.identifiantId, chemin: pattern };
  return oneAtATime(key, async () => {
    const known = await answers.find(key, wordsOf(req));
    if (known) return known;
    let answer: FormAnswer = undefined;
    try {
      answer = await withKey(key, act);
    } finally {
      await (isRedirection(answer) ? answers.keep(key, answer) : answers.forget(key));
    }
    return answer;
  });
}

/** What a form says, in a few characters: its address, its fields but for what each page makes anew, the names of its files. */
function wordsOf({ params, body, files }: Request): string {
  const names = Array.isArray(files) ? files.map(({ originalname, size }) => [originalname, size]) : [];
  const said = [params, (body ?? {}) as object].map((one) =>
    Object.entries(one)
      .filter(([name]) => name !== '_csrf' && name !== '_idempotence')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return createHash('sha256')
    .update(JSON.stringify([...said, names]))
    .digest('base64url');
}
