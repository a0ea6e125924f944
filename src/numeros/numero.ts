/** The number that people call a demande or a caution by. Pure. */

/** What has numbers, and its letter. */
export const SERIES = { demande: 'D', caution: 'C', facture: 'F', avoir: 'A' } as const;
export type Nature = keyof typeof SERIES;

/** A number as people know it: `D26-0000042`, `C26-0000042`. */
export const numeroter = (lettre: 'D' | 'C', annee: number, rang: number): string =>
  `${lettre}${String(annee % 100).padStart(2, '0')}-${String(rang).padStart(7, '0')}`;

/**
 * Stands in words for the number of a caution that this very transaction makes: it is known only once it is written, by statements
 * that leave in the same message. Rank 0 is never given.
 */
export const A_NAITRE = numeroter('C', 2000, 0);

/** What a person may type to find a number: `42`, `d26-42`, `D26-0000042`; undefined when it is not a number. */
export function readNumero(typed: string): { lettre?: 'D' | 'C'; annee?: number; rang: number } | undefined {
  const match = /^(?:([dc])?\s*(\d{2})\s*-\s*)?0*(\d{1,9})$/i.exec(typed.trim());
  if (!match) return undefined;
  const [, lettre, annee, rang] = match;
  return {
    lettre: lettre?.toUpperCase() as 'D' | 'C' | undefined,
    annee: annee === undefined ? undefined : 2000 + Number(annee),
    rang: Number(rang),
  };
}
