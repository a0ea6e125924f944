/** What the door and the language form send. */
import { z } from 'zod';

/** Postgres holds no NUL character. */
const SANS_NUL = /^[^\u0000]*$/;

/** What the sign-in form sends; anything else is treated as a wrong secret, never as an error of the page. */
export const connexionForm = z.object({
  email: z.string().trim().min(1).max(254).regex(SANS_NUL),
  motDePasse: z.string().min(1).max(200).regex(SANS_NUL),
});

export const langueForm = z.object({ langue: z.enum(['fr', 'en']), retour: z.string().max(2_000).default('/') });

/** An address of our own, never somebody else's: "/path", not "//host" nor "/\host". */
export const adresseInterne = (value: unknown): string =>
  typeof value === 'string' && /^\/(?![/\\])[^\u0000-\u001f\\]*$/.test(value) ? value : '/';
