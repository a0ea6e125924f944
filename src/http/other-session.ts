/** A form whose session is no more: nothing is done, and what was typed waits for whoever typed it (decision 26). */
import type { Request, Response } from 'express';
import { chemins } from '../chemins.js';
import { Refus } from '../kit/errors.js';
import { authorOf, checkCsrf, checkOrigin } from '../kit/web/csrf.js';
import { readForm } from './body.js';
import { acteurDe } from './express.js';
import type { KeptRefus } from './kept-forms.service.js';
import type { RouteTools } from './tools.js';

const SESSION_OVER: KeptRefus = { status: 403, key: 'erreurs.session_terminee', params: {}, fields: [] };

/** Refusals that say: nothing was sent, look at it and send it again. */
export const REOPENED: ReadonlySet<string> = new Set([SESSION_OVER.key, 'erreurs.autre_session', 'erreurs.saisie_gardee']);

/** Signed out: the address where the form (`shown`: it has a page) waits for the person its page was made for, or where it stood. */
export async function keptForLater(tools: RouteTools, req: Request, res: Response, shown: boolean): Promise<string | undefined> {
  if (shown && req.is('urlencoded')) {
    checkOrigin(req, tools.origin());
    await readForm(req, res);
    const author = authorOf(req);
    if (author !== undefined) return tools.forms.keep(req, { refus: SESSION_OVER }, author);
  }
  return pageBefore(tools, req);
}

/** The page of ours that a form was sent from. */
export function pageBefore(tools: RouteTools, req: Request): string | undefined {
  const referer = req.get('referer') ?? '';
  const { origin, pathname, search } = new URL(URL.canParse(referer) ? referer : 'about:blank');
  return origin === tools.origin() && pathname !== chemins.connexion() ? `${pathname}${search}` : undefined;
}

/**
 * True of a form made in this session; false of one that its person sends signed out. Refused otherwise: one's own of another session
 * is shown again; somebody else's is kept for him; of words that come from elsewhere, none is ever put in a form of ours.
 */
export async function isOurs(tools: RouteTools, req: Request, shown: boolean): Promise<boolean> {
  try {
    checkCsrf(req);
    return true;
  } catch (refus) {
    const [author, me] = [authorOf(req), acteurDe(req)?.identifiantId];
    if (author !== undefined && author === me) throw new Refus(403, 'erreurs.autre_session');
    if (author !== undefined && me === undefined) return false;
    const kept = author === undefined || !shown ? undefined : await tools.forms.keep(req, { refus: SESSION_OVER }, author);
    req.body = {};
    throw author === undefined ? refus : new Refus(403, 'erreurs.autre_personne', { retour: kept ?? chemins.accueil() });
  }
}
