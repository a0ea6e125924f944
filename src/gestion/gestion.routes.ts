/** The insurer's side: what waits for a decision; for a broker, his partners' page. */
import { chemins } from '../chemins.js';
import { GARANT, guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import type { Services } from '../services.js';
import { langueDe } from '../web/locals.js';
import { montrerListe } from '../listes/listes.routes.js';
import { EN_ATTENTE } from './attente.list.js';

export function gestionRoutes(services: Services, tools: RouteTools): Room {
  const { router, routes, get } = guardedRoutes(tools);
  get(chemins.gestion, { pour: GARANT }, (req, res, agent) =>
    agent.role === 'courtier'
      ? res.render('gestion/partenaires.njk', { titre: services.translator(langueDe(req))('gestion.partenaires.titre') })
      : montrerListe(services, EN_ATTENTE, req, res, agent),
  );
  return { router, routes };
}
