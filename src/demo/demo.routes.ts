/** The demonstration: five steps with the right person at each, and the mailbox of everybody. Mounted in demo mode only. */
import { chemins } from '../chemins.js';
import { introuvable } from '../kit/errors.js';
import { adresseInterne } from '../session/session.form.js';
import { guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import { ouvrirSession } from '../session/open-session.js';
import { langueDe } from '../web/locals.js';
import type { Services } from '../services.js';
import { pageCourriel, pageCourriels, pageDemo } from './demo.presenter.js';

const BOITE = 200;

export function demoRoutes({ courriels, session, comptesDemo, clock, translator }: Services, tools: RouteTools): Room {
  const { router, routes, get, post } = guardedRoutes(tools);

  get(chemins.demo, { pour: 'tous' }, (req, res) => {
    res.render('demo/demo.njk', pageDemo(comptesDemo, langueDe(req), translator(langueDe(req))));
  });

  /** Signs in as one of the demonstration's people, without a code: this machine is trusted, and so is nobody else. */
  post(chemins.demoConnexion, { pour: 'tous' }, async (req, res) => {
    const compte = comptesDemo.find(({ email }) => email === req.body.email);
    const acteur = compte && (await session.parEmail(compte.email));
    if (!acteur) throw introuvable();
    await ouvrirSession(req, acteur, clock);
    res.redirect(303, adresseInterne(req.body.retour));
  });

  get(chemins.demoCourriels, { pour: 'tous' }, async (req, res) => {
    const langue = langueDe(req);
    res.render('demo/courriels.njk', pageCourriels(await courriels.derniers(BOITE), langue, translator(langue)));
  });

  get(chemins.demoCourrielsJson, { pour: 'tous' }, async (_req, res) => {
    const messages = await courriels.derniers(BOITE);
    res.json(
      messages.map(({ id, cree_le, destinataire, sujet, texte, html, lien }) => ({
        id,
        date: cree_le,
        destinataire,
        sujet,
        texte,
        html,
        lien: lien ?? null,
      })),
    );
  });

  get(chemins.demoCourriel, { pour: 'tous' }, async (req, res) => {
    const id = String(req.params.id);
    const courriel = /^\d{1,9}$/.test(id) ? await courriels.trouver(Number(id)) : undefined;
    if (!courriel) throw introuvable();
    res.render('demo/courriel.njk', pageCourriel(courriel, translator(langueDe(req))));
  });

  return { router, routes };
}
