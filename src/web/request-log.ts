/** One structured line a request, with its id; no secret nor personal datum in it. */
import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { patternOf } from '../http/dispatch.js';
import type { Services } from '../services.js';

const KNOWN_ID = /^[\w-]{8,64}$/;

/** Written when the answer has left, or was given up. Nothing is made for a request but this line: each page pays for it. */
export function requestLog({ logger }: Pick<Services, 'logger'>): RequestHandler {
  return (req, res, next) => {
    const given = req.headers['x-request-id'];
    const id = typeof given === 'string' && KNOWN_ID.test(given) ? given : randomUUID();
    (req as Request & { id?: string }).id = id;
    res.setHeader('X-Request-Id', id);
    const began = Date.now();
    const { method, url } = req;
    if (!url.startsWith('/public/'))
      res.once('close', () => {
        const { statusCode: status } = res;
        const line = { req: { id, method, path: patternOf(req) ?? 'none of ours' }, res: { status }, responseTime: Date.now() - began };
        if (status >= 500) logger.error(line, 'request errored');
        else logger.info(line, res.writableFinished ? 'request completed' : 'request aborted');
      });
    next();
  };
}
