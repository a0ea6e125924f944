/** Acts that ask again who one is: what was sent waits in the session until it is proved. */
import type { Request, Response } from 'express';
import { chemins } from '../chemins.js';
import type { Clock } from '../kit/dates.js';
import './express.js';

const RECENTE_MS = 5 * 60_000;

export const preuveRecente = (req: Request, clock: Clock): boolean => clock().getTime() - (req.session.prouve ?? 0) <= RECENTE_MS;

/** What waited is being sent: it waits no more. */
export function noMoreWaiting(req: Request): void {
  if (req.session.aReprendre?.chemin === req.originalUrl) delete req.session.aReprendre;
}

/** Keeps the form as it was sent, but for the token of the page, and asks for a proof. */
export function demanderPreuve(req: Request, res: Response): void {
  const champs = Object.entries(req.body as Record<string, unknown>)
    .filter(([nom]) => nom !== '_csrf')
    .flatMap(([nom, valeur]) => [valeur].flat().map((un) => [nom, String(un)] as const));
  req.session.aReprendre = { chemin: req.originalUrl, champs };
  res.redirect(303, chemins.confirmer());
}
