/** What could not be done outside requests: the insurer sees why, and may ask for another try at once. */
import { chemins } from '../chemins.js';
import { guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import { annoncer, entierDe, origineDe } from '../session/request.js';
import type { Services } from '../services.js';
import { langueDe } from '../web/locals.js';
import { nomDuTravail, pageTravaux } from './travaux.presenter.js';

const SUIVI = { pour: ['conseiller', 'charge'] } as const;

export function travauxRoutes({ travaux, translator }: Services, tools: RouteTools): Room {
  const { router, routes, get, post } = guardedRoutes(tools);

  get(chemins.gestionTravaux, SUIVI, async (req, res, agent) => {
    const langue = langueDe(req);
    res.render('travaux/liste.njk', pageTravaux(await travaux.enPeine(agent), langue, translator(langue)));
  });

  post(chemins.gestionTravailReprise, SUIVI, async (req, res, agent) => {
    const t = translator(langueDe(req));
    const repris = await travaux.reessayer(agent, entierDe(req.params.id), origineDe(req));
    annoncer(req, 'succes', t('travaux.fait', { quoi: nomDuTravail(repris, t) }));
    res.redirect(303, chemins.gestionTravaux());
  });
  return { router, routes };
}
