/** Open to anyone who holds an act. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { go, show } from '../http/answers.js';
import { chemins } from '../chemins.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import type { Services } from '../services.js';
import { codeLisible, pageVerdict, pageVerifier } from './verification.presenter.js';

/** Sixty checks a minute from one address: more than a person types, too few to try codes (60 bits). */
const LIMITE = { points: 60, duration: 60 };

export function verificationRoutes({ verification }: Services, tools: RouteTools): Room {
  const { routes, get } = guardedRoutes(tools);
  const limiter = new RateLimiterMemory(LIMITE);
  /** Seconds to wait; undefined while the address is within its rate. */
  const attendre = (adresse: string): Promise<number | undefined> =>
    limiter.consume(adresse).then(
      () => undefined,
      (refused: unknown) => {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return Math.ceil(refused.msBeforeNext / 1_000);
      },
    );

  get(chemins.verifier, { pour: 'tous' }, ({ query: { code }, t }) => {
    if (typeof code === 'string' && code.trim() !== '') return go(chemins.verification({ code: codeLisible(code) }));
    return show('actes/verifier.njk', pageVerifier(t));
  });

  /** Authentic or not, the same page with the same status: the question was answered. */
  get(chemins.verification, { pour: 'tous' }, async ({ params: { code }, t, req, res }) => {
    const secondes = await attendre(req.ip ?? '');
    if (secondes === undefined) return show('actes/verifier.njk', pageVerdict(code, await verification.verifier(code), t));
    res.setHeader('Retry-After', secondes);
    return show(
      'kit/erreur.njk',
      {
        status: 429,
        titre: t('erreurs.titre.429'),
        texte: t('verification.trop'),
        sortie: { href: chemins.verifier(), texte: t('verification.titre') },
      },
      429,
    );
  });

  return routes;
}
