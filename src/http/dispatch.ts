/** One router for all the rooms: a tree of addresses, not a list of patterns tried one after the other. */
import type { Request, RequestHandler } from 'express';
import createTree, { type HTTPMethod } from 'find-my-way';
import { chemins } from '../chemins.js';
import type { Route } from './routes.js';

/** The longest parameter is the token of a mailed link. */
const MAX_PARAM = 300;

/** The pattern of the address that was asked for: what a log may say, since an address may carry the token of a mailed link. */
export const patternOf = (req: object): string | undefined => patterns.get(req);
const patterns = new WeakMap<object, string>();

export function dispatch(routes: readonly Route[]): RequestHandler {
  const tree = createTree({ ignoreTrailingSlash: true, caseSensitive: false, maxParamLength: MAX_PARAM });
  for (const { method, path, handle, again } of routes)
    tree.on(method.toUpperCase() as HTTPMethod, path, () => undefined, { path, handle, again });
  const find = (req: Request, method: HTTPMethod) => {
    const found = tree.find(method, req.path);
    if (!found) return undefined;
    const route = found.store as Pick<Route, 'path' | 'handle' | 'again'>;
    req.params = found.params as Record<string, string>;
    patterns.set(req, route.path);
    return route;
  };
  return async (req, res, next) => {
    const form = req.method === 'GET' && req.query.formulaire !== undefined ? find(req, 'POST') : undefined;
    if (form?.again && (await form.again(req, res))) return;
    const route = find(req, req.method === 'HEAD' ? 'GET' : (req.method as HTTPMethod));
    if (route) return route.handle(req, res, next);
    // A form that is kept no longer, where no page stands.
    if (form) return res.redirect(303, chemins.accueil());
    next();
  };
}
