/** What people are told when it goes wrong: a refusal in words, or a bug with its number. */
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { langueDe } from '../http/langue.js';
import { isBusy } from '../kit/database.js';
import { Refus } from '../kit/errors.js';
import { isAway, isFull } from '../kit/outage.js';
import { Stopped } from '../kit/threads.js';
import type { Services } from '../services.js';
import { CLE_PAR_STATUT, PANNES, type Panne } from './error-keys.js';

interface HttpLike {
  readonly status?: unknown;
  readonly statusCode?: unknown;
}

interface Shown {
  readonly titre?: string;
  readonly [param: string]: unknown;
}

/** 4xx of body-parser and of the router (too large, malformed address); anything else is ours. */
const statusOf = (error: unknown): number => {
  const { status, statusCode } = (error ?? {}) as HttpLike;
  const found = typeof status === 'number' ? status : statusCode;
  return typeof found === 'number' && found >= 400 && found < 500 ? found : 500;
};

/** What the machine refuses, whoever asks and whatever for. */
function panneDe(error: unknown): Panne | undefined {
  if (isFull(error)) return PANNES.plein;
  if (isAway(error)) return PANNES.absente;
  return isBusy(error) || error instanceof Stopped ? PANNES.occupe : undefined;
}

export function errorPages({
  translator,
  logger,
  disk,
}: Pick<Services, 'translator' | 'logger' | 'disk'>): (RequestHandler | ErrorRequestHandler)[] {
  const show = (req: Request, res: Response, status: number, key: string, { titre, ...params }: Shown = {}) => {
    // Before the frame is known (no session could be read), the browser's own language.
    const langue: unknown = res.locals.langue ?? langueDe(req);
    const t = translator(langue === 'en' ? 'en' : 'fr');
    res.locals.langue = langue;
    res.status(status).render('kit/erreur.njk', {
      status,
      titre: t(titre ?? CLE_PAR_STATUT[status] ?? 'erreurs.titre.500'),
      texte: t(key, params),
    });
  };
  const missing: RequestHandler = (req, res) => show(req, res, 404, 'erreurs.introuvable');
  // Express tells an error handler by its four parameters.
  const failed: ErrorRequestHandler = (error: unknown, req, res, next) => {
    const request = (req as { id?: unknown }).id;
    const panne = panneDe(error);
    if (panne) logger.warn({ err: error, request }, 'not done: the machine refused');
    if (panne === PANNES.plein) disk.refuse();
    // What fails once the whole answer has left (a session that could not be written) does not break it.
    if (res.writableEnded) return;
    if (res.headersSent) return next(error);
    if (error instanceof Refus)
      return show(req, res, error.status, error.fields[0]?.message ?? error.key, error.fields[0]?.params ?? error.params);
    if (panne) {
      res.setHeader('Retry-After', panne.retry);
      return show(req, res, panne.status, panne.texte, { titre: panne.titre });
    }
    const status = statusOf(error);
    if (status === 500) logger.error({ err: error, request }, 'unexpected error');
    show(req, res, status, status === 413 ? 'erreurs.trop_grand' : status === 500 ? 'erreurs.inattendue' : 'erreurs.demande_illisible');
  };
  return [missing, failed];
}
