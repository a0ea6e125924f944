/** One router for all the rooms: a tree of addresses, not a list of patterns tried one after the other. */
import type { RequestHandler } from 'express';
import createTree, { type HTTPMethod } from 'find-my-way';
import type { Route } from './routes.js';

/** The longest parameter is the token of a mailed link. */
const MAX_PARAM = 300;

/** The pattern of the address that was asked for: what a log may say, since an address may carry the token of a mailed link. */
export const patternOf = (req: object): string | undefined => patterns.get(req);
const patterns = new WeakMap<object, string>();

export function dispatch(routes: readonly Route[]): RequestHandler {
  const tree = createTree({ ignoreTrailingSlash: true, caseSensitive: false, maxParamLength: MAX_PARAM });
  for (const { method, path, handle } of routes) tree.on(method.toUpperCase() as HTTPMethod, path, () => undefined, { path, handle });
  return (req, res, next) => {
    const found = tree.find(req.method === 'HEAD' ? 'GET' : (req.method as HTTPMethod), req.path);
    if (!found) return next();
    req.params = found.params as Record<string, string>;
    const { path, handle } = found.store as Pick<Route, 'path' | 'handle'>;
    patterns.set(req, path);
    return handle(req, res, next);
  };
}
