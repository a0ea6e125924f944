/** The insurer's side: what waits for a decision; for a broker, his partners' page. */
import { chemins } from '../chemins.js';
import { show } from '../http/answers.js';
import { GARANT, guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import type { Services } from '../services.js';
import { pageEnAttente } from './gestion.presenter.js';

export function gestionRoutes({ gestion, catalogue }: Services, tools: RouteTools): Room {
  const { routes, get } = guardedRoutes(tools);
  get(chemins.gestion, { pour: GARANT }, async ({ acteur, langue, t }) => {
    if (acteur.role === 'courtier') return show('gestion/partenaires.njk', { titre: t('gestion.partenaires.titre') });
    const [file, noms] = await Promise.all([gestion.enAttente(acteur), catalogue.lire()]);
    return show('gestion/attente.njk', pageEnAttente({ ...file, catalogue: noms, langue, t }));
  });
  return routes;
}
