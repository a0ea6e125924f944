/** The second step of coming in, from a browser not known yet: one page for all, whether the first step was right or not. */
import type { Request } from 'express';
import { z } from 'zod';
import { chemins } from '../chemins.js';
import type { Services } from '../services.js';
import { guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import { annoncer, origineDe } from '../session/request.js';
import { langueDe } from '../web/locals.js';
import { navigateurDe, suivre } from './entrer.js';
import { avecFautes } from './lien.presenter.js';

const codeForm = z.object({ code: z.string().trim().max(40).catch('') });

export function entreeRoutes({ acces, clock, config, translator }: Services, tools: RouteTools): Room {
  const { router, routes, get, post } = guardedRoutes(tools);
  const page = (req: Request, faute?: string) => {
    const t = translator(langueDe(req));
    return { titre: t('acces.verification.titre'), ...avecFautes(faute ? [{ field: 'code', message: faute }] : [], t) };
  };

  get(chemins.connexionVerification, { pour: 'tous' }, (req, res) => {
    if (!req.session.attente) return res.redirect(303, chemins.connexion());
    res.render('acces/verification.njk', page(req));
  });

  post(chemins.connexionVerification, { pour: 'tous' }, async (req, res) => {
    const { attente } = req.session;
    if (!attente) return res.redirect(303, chemins.connexion());
    const { code } = codeForm.parse(req.body);
    if (code === '') return res.status(422).render('acces/verification.njk', page(req, 'acces.verification.vide'));
    const issue = await acces.entree.verifier(attente.defi, code, origineDe(req), navigateurDe(req));
    if (!issue) {
      delete req.session.attente;
      annoncer(req, 'info', translator(langueDe(req))('acces.verification.recommencer'));
      return res.redirect(303, chemins.connexion());
    }
    if (issue.issue === 'refuse') return res.status(422).render('acces/verification.njk', page(req, 'acces.verification.faux'));
    await suivre(req, res, issue, { retour: attente.retour, clock, config, translator });
  });

  return { router, routes };
}
