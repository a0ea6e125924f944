/** Contrats > Autorisations. */
import { chemins } from '../chemins.js';
import { CLIENT, guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import type { Services } from '../services.js';
import { langueDe } from '../web/locals.js';
import { pageAutorisations } from './autorisations.presenter.js';

export function autorisationsRoutes({ autorisations, catalogue, translator }: Services, tools: RouteTools): Room {
  const { router, routes, get } = guardedRoutes(tools);
  get(chemins.autorisations, { pour: CLIENT }, async (req, res, acteur) => {
    const langue = langueDe(req);
    const [rows, noms] = await Promise.all([autorisations.duPerimetre(acteur), catalogue.lire()]);
    res.render('autorisations/liste.njk', pageAutorisations(rows, noms, langue, translator(langue)));
  });
  return { router, routes };
}
