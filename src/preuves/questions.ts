/** The three questions of an account that wants them: chosen at the first access, asked after a mailed link, never instead of it. */
import { z } from 'zod';
import type { FieldError } from '../kit/errors.js';

/** Their words: `acces.question.…` */
export const QUESTIONS = ['ville', 'mere', 'animal', 'ecole', 'rue', 'metier', 'voiture', 'livre', 'plat', 'ami'] as const;
export const RANGS = [1, 2, 3] as const;
const COURTE = 3;
/** Wrong answers that a link bears. */
export const ESSAIS = 5;

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

export function readReponses(body: unknown): Reponse[] {
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
export const nue = (reponse: string): string =>
  reponse
    .normalize('NFD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
