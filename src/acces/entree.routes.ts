/** The second step of coming in, from a browser not known yet: one page for all, whether the first step was right or not. */
import type { Request } from 'express';
import { z } from 'zod';
import { chemins } from '../chemins.js';
import type { Services } from '../services.js';
import { guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import { annoncer, origineDe } from '../session/request.js';
import { langueDe } from '../web/locals.js';
import { adresseInterne } from '../session/session.form.js';
import { cleForm, offrirCle, prendreDefi } from './cle.js';
import { navigateurDe, suivre } from './entrer.js';
import { avecFautes } from './lien.presenter.js';

const codeForm = z.object({ code: z.string().trim().max(40).catch('') });

export function entreeRoutes({ acces, clock, config, profil, translator }: Services, tools: RouteTools): Room {
  const { router, routes, get, post } = guardedRoutes(tools);
  const page = async (req: Request, faute?: string) => {
    const t = translator(langueDe(req));
    const cle = await offrirCle(req, acces.passkeys);
    const retour = req.session.attente?.retour;
    return { titre: t('acces.verification.titre'), cle, retour, ...avecFautes(faute ? [{ field: 'code', message: faute }] : [], t) };
  };

  get(chemins.connexionVerification, { pour: 'tous' }, async (req, res) => {
    if (!req.session.attente) return res.redirect(303, chemins.connexion());
    res.render('acces/verification.njk', await page(req));
  });

  post(chemins.connexionVerification, { pour: 'tous' }, async (req, res) => {
    const { attente } = req.session;
    if (!attente) return res.redirect(303, chemins.connexion());
    const { code } = codeForm.parse(req.body);
    if (code === '') return res.status(422).render('acces/verification.njk', await page(req, 'acces.verification.vide'));
    const issue = await acces.entree.verifier(attente.defi, code, origineDe(req), navigateurDe(req));
    if (!issue) {
      delete req.session.attente;
      annoncer(req, 'info', translator(langueDe(req))('acces.verification.recommencer'));
      return res.redirect(303, chemins.connexion());
    }
    if (issue.issue === 'refuse') return res.status(422).render('acces/verification.njk', await page(req, 'acces.verification.faux'));
    await suivre(req, res, issue, { retour: attente.retour, clock, config, profil, translator });
  });

  /** A passkey is a secret and a possession at once: nothing more is asked. */
  post(chemins.connexionCle, { pour: 'tous' }, async (req, res) => {
    const identifiantId = await acces.passkeys.reconnaitre(cleForm.parse(req.body).reponse, prendreDefi(req, 'defiCle'));
    const issue = identifiantId && (await acces.entree.admettre(identifiantId, origineDe(req), navigateurDe(req), config.entreeStricte));
    if (!issue || issue.issue === 'refuse') {
      annoncer(req, 'erreur', translator(langueDe(req))('acces.cle.refusee'));
      return res.redirect(303, chemins.connexion());
    }
    await suivre(req, res, issue, { retour: adresseInterne(req.body.retour), clock, config, profil, translator });
  });

  return { router, routes };
}
