/** The beneficiaries met before, while one types a name (public/js/beneficiaire.js). */
import { chemins } from '../chemins.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { texte } from '../listes/critere.js';
import type { Services } from '../services.js';

export function beneficiairesRoutes({ beneficiaires }: Services, tools: RouteTools): Room {
  const { routes, get } = guardedRoutes(tools);
  get(chemins.beneficiaires, { pour: ['saisisseur'] }, async ({ acteur, query, res }) => {
    res.json(await beneficiaires.trouver(acteur, texte(query.q)));
  });
  return routes;
}
