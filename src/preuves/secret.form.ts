/** A new secret, as its forms send it. */
import { z } from 'zod';
import type { FieldError } from '../kit/errors.js';

/** Postgres holds no NUL character; nobody types one. */
export const secret = z
  .string()
  .max(200)
  .regex(/^[^\u0000]*$/)
  .catch('');

/** A secret typed twice. */
export const secretForm = z.object({ motDePasse: secret, confirmation: secret });
export type SaisieSecret = z.infer<typeof secretForm>;
/** What is wrong with a secret typed twice: the rule it breaks comes first. */
export function fautesSecret({ motDePasse, confirmation }: SaisieSecret, manquee: string | undefined): FieldError[] {
  if (motDePasse === '') return [{ field: 'motDePasse', message: 'acces.erreur.vide' }];
  if (manquee) return [{ field: 'motDePasse', message: `acces.manque.${manquee}` }];
  return motDePasse === confirmation ? [] : [{ field: 'confirmation', message: 'acces.erreur.differents' }];
}
