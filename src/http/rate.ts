/** How often one address may ask what anybody may ask. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refus } from '../kit/errors.js';
import { show, type Answer } from './answers.js';
import type { Visit } from './visit.js';

type Asked = Pick<Visit<unknown>, 'req' | 'res' | 't'>;

interface Rate {
  readonly points: number;
  /** Seconds. */
  readonly duration: number;
  /** What whoever asks too often is told, and where he may go: message keys. */
  readonly texte: string;
  readonly sortie: { readonly href: string; readonly texte: string };
}

export function createRate({ points, duration, texte, sortie }: Rate) {
  const limiter = new RateLimiterMemory({ points, duration });

  /** Seconds to wait; undefined while the address is within its rate. */
  const wait = ({ req }: Asked): Promise<number | undefined> =>
    limiter.consume(req.ip ?? '').then(
      () => undefined,
      (refused: unknown) => {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return Math.ceil(refused.msBeforeNext / 1_000);
      },
    );

  return {
    /** What a question is answered, or a page that asks for patience. */
    async answer(visit: Asked, give: () => Promise<Answer>): Promise<Answer> {
      const seconds = await wait(visit);
      if (seconds === undefined) return give();
      const { res, t } = visit;
      res.setHeader('Retry-After', seconds);
      const data = { status: 429, titre: t('erreurs.titre.429'), texte: t(texte), sortie: { href: sortie.href, texte: t(sortie.texte) } };
      return show('kit/erreur.njk', data, 429);
    },
    /** Refuses a form in words. */
    async check(visit: Asked): Promise<void> {
      const seconds = await wait(visit);
      if (seconds === undefined) return;
      visit.res.setHeader('Retry-After', seconds);
      throw new Refus(429, texte);
    },
  };
}
