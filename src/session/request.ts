/** What a request says of its sender. */
import type { Request } from 'express';
import type { Origine } from '../journal/journal.js';

/** The address and the request id, as the logs and the journal write them. */
export const origineDe = (req: Request): Origine => ({ adresse: req.ip ?? '', requete: String((req as { id?: unknown }).id ?? '') });

/** A message for the next page. */
export function annoncer(req: Request, type: 'succes' | 'erreur' | 'info', texte: string): void {
  req.session.message = { type, texte };
}
