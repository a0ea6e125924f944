/** What a page of the steps says of its draft. */
import { z } from 'zod';
import type { Feuille } from './brouillon.js';

const uuid = z
  .string()
  .regex(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)
  .optional()
  .catch(undefined);
const rang = z.coerce.number().int().min(0).max(1_000_000).catch(0);

/** The draft that an address or a form names. */
export const brouillonDe = (source: Readonly<Record<string, unknown>> = {}): string | undefined => uuid.parse(source.brouillon);

/** The page that asks to save; undefined for one that only carries its draft along. */
export function feuilleDe(body: Readonly<Record<string, unknown>>): Feuille | undefined {
  const [id, feuille] = [brouillonDe(body), uuid.parse(body.feuille)];
  return id && feuille ? { id, feuille, rang: rang.parse(body.rang) } : undefined;
}

/** What is kept: words under the names that variables have. */
export const aGarder = (saisie: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(saisie).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && /^[a-z][a-z\d_]{0,60}$/.test(entry[0]),
    ),
  );
