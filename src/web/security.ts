/** Headers that every answer carries. */
import type { RequestHandler } from 'express';
import helmet from 'helmet';
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
  return (req, res, next) => {
    // Pages hold a client's affairs: no shared or disk cache keeps them. Public files say otherwise for themselves.
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=()');
    headers(req, res, next);
  };
}

/** An address with a NUL character names nothing of ours: Postgres holds none. */
export const withoutNul: RequestHandler = (req, _res, next) => next(/%00/.test(req.url) ? introuvable() : undefined);
