/** What a request says of its sender. */
import type { Request } from 'express';
import type { Origine } from '../journal/journal.js';

/** The address and the request id, as the logs and the journal write them. */
export const origineDe = (req: Request): Origine => ({ adresse: req.ip ?? '', requete: String((req as { id?: unknown }).id ?? '') });

/** A message for the next page. */
export function annoncer(req: Request, type: 'succes' | 'erreur' | 'info', texte: string): void {
  req.session.message = { type, texte };
}

/** A whole number of an address (`:id`, `:rang`): 0, which nothing has, when it is not one. */
export const entierDe = (value: unknown): number => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : 0);
