/** Contrats > Autorisations. */
import { chemins } from '../chemins.js';
import { show } from '../http/answers.js';
import { CLIENT, guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import type { Services } from '../services.js';
import { pageAutorisations } from './autorisations.presenter.js';

export function autorisationsRoutes({ autorisations, catalogue }: Services, tools: RouteTools): Room {
  const { routes, get } = guardedRoutes(tools);
  get(chemins.autorisations, { pour: CLIENT }, async ({ acteur, langue, t }) => {
    const [rows, noms] = await Promise.all([autorisations.duPerimetre(acteur), catalogue.lire()]);
    return show('autorisations/liste.njk', pageAutorisations(rows, noms, langue, t));
  });
  return routes;
}
