/** What the buttons of a demande send. */
import { z } from 'zod';
import { invalide } from '../kit/errors.js';

const COMMENTAIRE_MAX = 1_000;
// Line breaks are kept, other control characters have no place in a comment.
const clean = (value: unknown): string =>
  typeof value === 'string' ? value.replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ').trim() : '';

/** The optional comment of a validation, at most 1 000 characters. */
export function lireCommentaire(body: Readonly<Record<string, unknown>>): string {
  const commentaire = clean(body.commentaire);
  if (commentaire.length > COMMENTAIRE_MAX)
    throw invalide([{ field: 'commentaire', message: 'demandes.erreurs.commentaire_long', params: { max: COMMENTAIRE_MAX } }]);
  return commentaire;
}

/** The words that a refusal or a sending back must carry. */
export function lireMotif(body: Readonly<Record<string, unknown>>, message: string): string {
  const motif = clean(body.motif) || lireCommentaire(body);
  if (motif.length < 3) throw invalide([{ field: 'commentaire', message }]);
  return motif.slice(0, COMMENTAIRE_MAX);
}

/** Numbers ticked in a list: one or many, each at most once, five hundred at most. */
export const numerosForm = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) =>
    [...new Set(value === undefined ? [] : [value].flat())].filter((numero) => /^D\d{2}-\d{7}$/.test(numero)).slice(0, 500),
  );

export const versionForm = z.coerce.number().int().min(1).max(1_000_000_000).catch(0);
