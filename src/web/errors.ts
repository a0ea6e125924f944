/** What people are told when it goes wrong: a refusal in words, or a bug with its number. */
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { patternOf } from '../http/dispatch.js';
import { navigates, plain } from '../http/forms.js';
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
  forms,
}: Pick<Services, 'translator' | 'logger' | 'disk' | 'forms'>): (RequestHandler | ErrorRequestHandler)[] {
  const show = (req: Request, res: Response, status: number, key: string, { titre, ...params }: Shown = {}) => {
    // Before the frame is known (no session could be read), the browser's own language.
    const langue: unknown = res.locals.langue ?? langueDe(req);
    const t = translator(langue === 'en' ? 'en' : 'fr');
    res.locals.langue = langue;
    res.status(status).render('kit/erreur.njk', {
      status,
      titre: t(titre ?? CLE_PAR_STATUT[status] ?? 'erreurs.titre.500'),
      texte: t(key, params),
      // A form of somebody else: he signs in, and finds it.
      reprendre: key === 'erreurs.autre_personne' ? params.retour : undefined,
    });
  };
  /** A bug under a form: it comes back as it was typed, at an address of its own. False when it cannot be kept. */
  const comesBack = async (req: Request, res: Response): Promise<boolean> => {
    if (req.method !== 'POST' || !navigates(req) || patternOf(req) === undefined) return false;
    const to = await forms.keep(req, { refus: plain(new Refus(500, 'erreurs.inattendue')) }).catch(() => undefined);
    if (to !== undefined) res.redirect(303, to);
    return to !== undefined;
  };
  const missing: RequestHandler = (req, res) => show(req, res, 404, 'erreurs.introuvable');
  // Express tells an error handler by its four parameters.
  const failed: ErrorRequestHandler = async (error: unknown, req, res, next) => {
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
    if (status === 500) {
      logger.error({ err: error, request }, 'unexpected error');
      if (await comesBack(req, res)) return;
    }
    show(req, res, status, status === 413 ? 'erreurs.trop_grand' : status === 500 ? 'erreurs.inattendue' : 'erreurs.demande_illisible');
  };
  return [missing, failed];
}
