/** Proving again who one is before an act that matters, then on with it as it was typed. */
import type { Request } from 'express';
import { z } from 'zod';
import { chemins } from '../chemins.js';
import type { Services } from '../services.js';
import { guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import { origineDe } from '../session/request.js';
import { langueDe } from '../web/locals.js';
import { cleForm, offrirCle, prendreDefi } from './cle.js';
import { navigateurDe } from './entrer.js';
import { avecFautes } from './lien.presenter.js';

const preuveForm = z.object({
  preuve: z
    .string()
    .max(200)
    .regex(/^[^\u0000]*$/)
    .catch(''),
});

export function confirmerRoutes({ acces, clock, translator }: Services, tools: RouteTools): Room {
  const { router, routes, get, post } = guardedRoutes(tools);
  const page = async (req: Request, faute?: string) => {
    const t = translator(langueDe(req));
    return {
      titre: t('acces.confirmer.titre'),
      fil: [{ href: chemins.accueil(), texte: t('menus.accueil') }, { texte: t('acces.confirmer.titre') }],
      cle: await offrirCle(req, acces.passkeys),
      ...avecFautes(faute ? [{ field: 'preuve', message: faute }] : [], t),
    };
  };

  get(chemins.confirmer, { pour: 'connectes' }, async (req, res) => {
    if (!req.session.aReprendre) return res.redirect(303, chemins.accueil());
    res.render('acces/confirmer.njk', await page(req));
  });

  post(chemins.confirmer, { pour: 'connectes' }, async (req, res, acteur) => {
    const { aReprendre } = req.session;
    if (!aReprendre) return res.redirect(303, chemins.accueil());
    const { preuve } = preuveForm.parse(req.body);
    const { reponse } = cleForm.parse(req.body);
    const prouve = reponse
      ? (await acces.passkeys.reconnaitre(reponse, prendreDefi(req, 'defiCle'))) === acteur.identifiantId
      : preuve !== '' && (await acces.entree.confirmer(acteur, preuve, origineDe(req), navigateurDe(req)));
    if (!prouve)
      return res
        .status(422)
        .render('acces/confirmer.njk', await page(req, preuve || reponse ? 'acces.confirmer.faux' : 'acces.confirmer.vide'));
    req.session.prouve = clock().getTime();
    delete req.session.aReprendre;
    res.render('acces/reprendre.njk', { ...(await page(req)), ...aReprendre });
  });

  return { router, routes };
}
