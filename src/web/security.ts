/** Headers that every answer carries. */
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { isLoopback } from '../config.js';
import { introuvable } from '../kit/errors.js';
import type { Services } from '../services.js';

export function securityHeaders({ config }: Pick<Services, 'config'>): RequestHandler {
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        manifestSrc: ["'self'"],
        ...(config.production ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: config.production ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
  // The same for every answer: asked of helmet once.
  const always = [
    // Pages hold a client's affairs: no shared or disk cache keeps them. Public files say otherwise for themselves.
    ['Cache-Control', 'no-store'],
    ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=()'],
    ...headersSetBy(headers),
  ] as const;
  return (_req, res, next) => {
    for (const [name, value] of always) res.setHeader(name, value);
    next();
  };
}

/** What a layer that looks at nothing of the request writes on its answer. */
function headersSetBy(layer: ReturnType<typeof helmet>): [string, string][] {
  const answer = new ServerResponse(new IncomingMessage(new Socket()));
  layer(answer.req, answer, () => undefined);
  return answer.getHeaderNames().map((name) => [name, String(answer.getHeader(name))]);
}

/** The demonstration trusts its machine: a name that somebody else makes point to it is not its own. */
export const thisMachineOnly: RequestHandler = (req, res, next) => {
  if (isLoopback(req.hostname)) return next();
  res.status(421).type('text').send('This demonstration answers at localhost or 127.0.0.1 only.\n');
};

/** An address with a NUL character names nothing of ours: Postgres holds none. */
export const withoutNul: RequestHandler = (req, _res, next) => next(/%00/.test(req.url) ? introuvable() : undefined);
