/** The insurer's side: what waits for a decision; for a broker, his partners' page. */
import { chemins } from '../chemins.js';
import { GARANT, guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import type { Services } from '../services.js';
import { langueDe } from '../web/locals.js';
import { pageEnAttente } from './gestion.presenter.js';

export function gestionRoutes({ gestion, catalogue, translator }: Services, tools: RouteTools): Room {
  const { router, routes, get } = guardedRoutes(tools);
  get(chemins.gestion, { pour: GARANT }, async (req, res, agent) => {
    const langue = langueDe(req);
    const t = translator(langue);
    if (agent.role === 'courtier') return res.render('gestion/partenaires.njk', { titre: t('gestion.partenaires.titre') });
    const [file, noms] = await Promise.all([gestion.enAttente(agent), catalogue.lire()]);
    res.render('gestion/attente.njk', pageEnAttente({ ...file, catalogue: noms, langue, t }));
  });
  return { router, routes };
}
