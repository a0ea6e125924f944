/** Every POST proves that it comes from one of our pages: a token of the session or of the visitor, and the browser's own word. */
import { csrfSync } from 'csrf-sync';
import type { Request } from 'express';
import 'passport';
import { interdit } from '../errors.js';
import { sameSecret } from '../secret.js';
import { knownVisitor, markOf, personOfMark, visitorOf } from './visitor.js';

/** A token, and for whom its page was made: `token.person.since.signature`. */
const partsOf = (req: Request): readonly [token?: string, mark?: string] => {
  const [, token, mark] = typeof req.body?._csrf === 'string' ? (/^([^.]*)(?:\.(.*))?$/.exec(req.body._csrf) ?? []) : [];
  return [token, mark];
};
const { generateToken, isRequestValid } = csrfSync({ getTokenFromRequest: (req) => partsOf(req)[0] });

/** Of the session of whoever signed in (`person`); before that there is none to write, and the cookie of the visitor answers for the page. */
export const csrfToken = (req: Request, person: number | undefined): string =>
  person === undefined ? visitorOf(req).token : `${generateToken(req)}.${markOf(req, person)}`;

/** Whom the page of a form was made for, whatever became of his session; undefined when it is not one of our pages, or too old. */
export const authorOf = (req: Request): number | undefined => {
  const [, mark] = partsOf(req);
  return mark === undefined ? undefined : personOfMark(req, mark);
};

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
  const valid = req.user ? isRequestValid(req) : visitor !== undefined && sameSecret(partsOf(req)[0] ?? '', visitor.token);
  if (!valid) throw interdit('erreurs.page_perimee');
}
