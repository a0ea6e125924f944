/** What people are told when it goes wrong: a refusal in words, or a bug with its number. */
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { isBusy } from '../kit/database.js';
import { Refus } from '../kit/errors.js';
import { Stopped } from '../kit/threads.js';
import type { Services } from '../services.js';
import { CLE_PAR_STATUT } from './error-keys.js';

interface HttpLike {
  readonly status?: unknown;
  readonly statusCode?: unknown;
}

/** 4xx of body-parser and of the router (too large, malformed address); anything else is ours. */
const statusOf = (error: unknown): number => {
  const { status, statusCode } = (error ?? {}) as HttpLike;
  const found = typeof status === 'number' ? status : statusCode;
  return typeof found === 'number' && found >= 400 && found < 500 ? found : 500;
};

export function errorPages({ translator, logger }: Pick<Services, 'translator' | 'logger'>): (RequestHandler | ErrorRequestHandler)[] {
  const show = (res: Response, status: number, key: string, params: Readonly<Record<string, unknown>> = {}) => {
    const t = translator(res.locals.langue === 'en' ? 'en' : 'fr');
    res.status(status).render('kit/erreur.njk', {
      status,
      titre: t(CLE_PAR_STATUT[status] ?? 'erreurs.titre.500'),
      texte: t(key, params),
    });
  };
  const missing: RequestHandler = (_req, res) => show(res, 404, 'erreurs.introuvable');
  // Express tells an error handler by its four parameters.
  const failed: ErrorRequestHandler = (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    if (error instanceof Refus)
      return show(res, error.status, error.fields[0]?.message ?? error.key, error.fields[0]?.params ?? error.params);
    if (isBusy(error) || error instanceof Stopped) {
      logger.warn({ err: error, request: (req as { id?: unknown }).id }, 'not done in time');
      res.setHeader('Retry-After', 10);
      return show(res, 503, 'erreurs.occupe');
    }
    const status = statusOf(error);
    if (status === 500) logger.error({ err: error, request: (req as { id?: unknown }).id }, 'unexpected error');
    show(res, status, status === 413 ? 'erreurs.trop_grand' : status === 500 ? 'erreurs.inattendue' : 'erreurs.demande_illisible');
  };
  return [missing, failed];
}
