import { z } from 'zod';
import { names, refusedLetter, tidyLine } from '../kit/printable.js';
import type { FieldError } from '../kit/errors.js';

/** Postgres holds no NUL character; nobody types one. */
const SANS_NUL = /^[^\u0000]*$/;
const texte = (max: number) => z.string().trim().max(max).regex(SANS_NUL).catch('');

export const emailForm = z.object({ email: texte(254) });

export const donneesForm = z.object({
  email: texte(254),
  emailConfirmation: texte(254),
  prenom: texte(100).transform(tidyLine),
  nom: texte(100).transform(tidyLine),
  langue: z.enum(['fr', 'en']).catch('fr'),
});
export type SaisieDonnees = z.infer<typeof donneesForm>;

/** The address must be the one that was invited, twice; the last name is asked for. */
export function fautesDonnees(saisie: SaisieDonnees, invitee: string): FieldError[] {
  const faute = (field: string, message: string) => ({ field, message: `acces.erreur.${message}` });
  const fautes: FieldError[] = [];
  if (saisie.email === '') fautes.push(faute('email', 'email'));
  else if (saisie.email.toLowerCase() !== invitee) fautes.push(faute('email', 'autreEmail'));
  if (saisie.emailConfirmation.toLowerCase() !== saisie.email.toLowerCase()) fautes.push(faute('emailConfirmation', 'emailsDifferents'));
  if (!names(saisie.nom)) fautes.push(faute('nom', 'nom'));
  fautes.push(...refusedLetter('prenom', saisie.prenom), ...refusedLetter('nom', saisie.nom));
  return fautes;
}
