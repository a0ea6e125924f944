/** Every POST proves that it comes from one of our pages: a token of the session, and the browser's own word. */
import { csrfSync } from 'csrf-sync';
import type { Request } from 'express';
import { interdit } from '../errors.js';

const { generateToken, isRequestValid } = csrfSync({
  getTokenFromRequest: (req) => (typeof req.body?._csrf === 'string' ? req.body._csrf : undefined),
});

export const csrfToken = (req: Request): string => generateToken(req);

/** Refuses with 403 a request that another site made, before anything of it is read. */
export function checkOrigin(req: Request, appOrigin: string): void {
  const site = req.get('sec-fetch-site');
  const origin = req.get('origin');
  if (site && site !== 'same-origin' && site !== 'none') throw interdit('erreurs.autre_site');
  if (origin && origin !== appOrigin && origin !== 'null') throw interdit('erreurs.autre_site');
}

/** Refuses with 403 a form that carries no token of this session. */
export function checkCsrf(req: Request): void {
  if (!isRequestValid(req)) throw interdit('erreurs.page_perimee');
}
