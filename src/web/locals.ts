/** What the frame of every page shows: language, person, menus, message. */
import type { Request, RequestHandler } from 'express';
import { csrfToken } from '../kit/web/csrf.js';
import { langueDe } from '../http/langue.js';
import { leftOf } from '../http/session-life.js';
import { initiales, nomComplet, type Acteur } from '../droits/acteur.js';
import { acteurDe } from '../http/express.js';
import type { Services } from '../services.js';
import { DEPOTS } from '../documents/motifs.js';
import { createMenus } from './menus.js';

export function pageLocals({
  translator,
  config,
  garants,
  clock,
}: Pick<Services, 'translator' | 'config' | 'garants' | 'clock'>): RequestHandler {
  const menusDe = createMenus(translator);
  return async (req, res, next) => {
    const langue = langueDe(req);
    const acteur = acteurDe(req);
    Object.assign(res.locals, {
      langue,
      demo: config.demo,
      garant: await garants.identite(acteur?.garantId),
      adresse: req.originalUrl,
      requestId: String((req as { id?: unknown }).id ?? ''),
      acteur: acteur && personne(acteur),
      resteSession: acteur && leftOf(req, clock(), config.sessionIdleMinutes)?.seconds,
      depots: DEPOTS,
      menus: acteur ? menusDe(acteur, req.path, langue) : undefined,
    });
    // Getters: a page without a form (a file) makes no session, and a redirect leaves the message to the page it leads to.
    Object.defineProperty(res.locals, 'csrf', { enumerable: true, get: () => csrfToken(req, acteur?.identifiantId) });
    let message: Request['session']['message'];
    Object.defineProperty(res.locals, 'message', {
      enumerable: true,
      get: () => (message ??= req.method === 'GET' ? prendreMessage(req) : undefined),
    });
    next();
  };
}

/** What was announced by the request before, said once. */
function prendreMessage(req: Request): Request['session']['message'] {
  const { message } = req.session;
  delete req.session.message;
  return message;
}

const personne = (acteur: Acteur) => ({
  nom: nomComplet(acteur),
  initiales: initiales(acteur),
  compteNom: acteur.genre === 'client' ? acteur.compteNom : '',
  estGarant: acteur.genre === 'garant',
  profils: acteur.genre === 'client' ? acteur.profils : [],
});
