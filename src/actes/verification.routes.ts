/** Open to anyone who holds an act. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { chemins } from '../chemins.js';
import { langueDe } from '../web/locals.js';
import { guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import type { Services } from '../services.js';
import { codeLisible, pageVerdict, pageVerifier } from './verification.presenter.js';

/** Sixty checks a minute from one address: more than a person types, too few to try codes (60 bits). */
const LIMITE = { points: 60, duration: 60 };

export function verificationRoutes({ verification, translator }: Services, tools: RouteTools): Room {
  const { router, routes, get } = guardedRoutes(tools);
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

  get(chemins.verifier, { pour: 'tous' }, (req, res) => {
    const { code } = req.query;
    if (typeof code === 'string' && code.trim() !== '') return res.redirect(303, chemins.verification({ code: codeLisible(code) }));
    res.render('actes/verifier.njk', pageVerifier(translator(langueDe(req))));
  });

  /** Authentic or not, the same page with the same status: the question was answered. */
  get(chemins.verification, { pour: 'tous' }, async (req, res) => {
    const t = translator(langueDe(req));
    const secondes = await attendre(req.ip ?? '');
    if (secondes !== undefined) {
      res.setHeader('Retry-After', secondes);
      res.status(429).render('kit/erreur.njk', {
        status: 429,
        titre: t('erreurs.titre.429'),
        texte: t('verification.trop'),
        sortie: { href: chemins.verifier(), texte: t('verification.titre') },
      });
      return;
    }
    const code = String(req.params.code);
    res.render('actes/verifier.njk', pageVerdict(code, await verification.verifier(code), t));
  });

  return { router, routes };
}
