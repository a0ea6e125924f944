/** Home. */
import { chemins } from '../chemins.js';
import type { Services } from '../services.js';
import { guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import { langueDe } from '../web/locals.js';
import { pageAccueil } from './accueil.presenter.js';

export function accueilRoutes({ accueil, catalogue, translator }: Services, tools: RouteTools): Room {
  const { router, routes, get } = guardedRoutes(tools);
  get(chemins.accueil, { pour: 'connectes' }, async (req, res, acteur) => {
    if (acteur.genre === 'garant') return res.redirect(303, chemins.gestion());
    const langue = langueDe(req);
    const [lu, noms] = await Promise.all([accueil.lire(acteur), catalogue.lire()]);
    res.render('accueil/accueil.njk', pageAccueil({ lu, acteur, catalogue: noms, langue, t: translator(langue) }));
  });
  return { router, routes };
}
