/** Every POST proves that it comes from one of our pages: a token of the session or of the visitor, and the browser's own word. */
import { csrfSync } from 'csrf-sync';
import type { Request } from 'express';
import 'passport';
import { interdit } from '../errors.js';
import { sameSecret } from '../secret.js';
import { knownVisitor, visitorOf } from './visitor.js';

const sent = (req: Request): string | undefined => (typeof req.body?._csrf === 'string' ? req.body._csrf : undefined);
const { generateToken, isRequestValid } = csrfSync({ getTokenFromRequest: sent });

/** Of the session of whoever signed in; before that there is none to write, and the cookie of the visitor answers for the page. */
export const csrfToken = (req: Request): string => (req.user ? generateToken(req) : visitorOf(req).token);

/** Refuses with 403 a request that another site made, before anything of it is read. */
export function checkOrigin(req: Request, appOrigin: string): void {
  const site = req.get('sec-fetch-site');
  const origin = req.get('origin');
  if (site && site !== 'same-origin' && site !== 'none') throw interdit('erreurs.autre_site');
  if (origin && origin !== appOrigin && origin !== 'null') throw interdit('erreurs.autre_site');
}

/** Refuses with 403 a form that carries no token of this session, or of this visitor. */
export function checkCsrf(req: Request): void {
  const visitor = req.user ? undefined : knownVisitor(req);
  const valid = req.user ? isRequestValid(req) : visitor !== undefined && sameSecret(sent(req) ?? '', visitor.token);
  if (!valid) throw interdit('erreurs.page_perimee');
}
