/** Open to anyone who holds an act. */
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { chemins } from '../chemins.js';
import { fromDecimal } from '../kit/money.js';
import { langueDe } from '../web/locals.js';
import { guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import type { Services } from '../services.js';

/** Sixty checks a minute from one address: more than a person types, too few to try codes (60 bits). */
const LIMITE = { points: 60, duration: 60 };

export function verificationRoutes({ verification, translator }: Services, tools: RouteTools): Room {
  const { router, routes, get } = guardedRoutes(tools);
  const limiter = new RateLimiterMemory(LIMITE);

  get(chemins.verifier, { pour: 'tous' }, (req, res) => {
    const { code } = req.query;
    if (typeof code === 'string' && code.trim() !== '') return res.redirect(303, chemins.verification({ code: code.trim().slice(0, 60) }));
    res.render('actes/verifier.njk', { titre: translator(langueDe(req))('verification.titre'), code: '', cherche: false });
  });

  get(chemins.verification, { pour: 'tous' }, async (req, res) => {
    const t = translator(langueDe(req));
    const passe = await limiter.consume(req.ip ?? '').then(
      () => true,
      () => false,
    );
    if (!passe) {
      res.status(429).render('kit/erreur.njk', { statut: 429, titre: t('erreurs.titre.429'), texte: t('verification.trop') });
      return;
    }
    const code = String(req.params.code);
    const acte = await verification.verifier(code);
    res.status(acte ? 200 : 404).render('actes/verifier.njk', {
      titre: t(acte ? 'verification.authentique' : 'verification.inconnu'),
      code,
      cherche: true,
      acte: acte && {
        numero: acte.numero,
        beneficiaire: acte.beneficiaire,
        montant: fromDecimal(acte.montant, acte.devise),
        etat: acte.etat,
      },
    });
  });

  return { router, routes };
}
