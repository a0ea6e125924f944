/** Home. */
import { chemins } from '../chemins.js';
import { go, show } from '../http/answers.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import type { Services } from '../services.js';
import { pageAccueil } from './accueil.presenter.js';

export function accueilRoutes({ accueil, catalogue }: Services, tools: RouteTools): Room {
  const { routes, get } = guardedRoutes(tools);
  get(chemins.accueil, { pour: 'connectes' }, async ({ acteur, langue, t }) => {
    if (acteur.genre === 'garant') return go(chemins.gestion());
    const [lu, noms] = await Promise.all([accueil.read(acteur), catalogue.read()]);
    return show('accueil/accueil.njk', pageAccueil({ lu, acteur, catalogue: noms, langue, t }));
  });
  return routes;
}
