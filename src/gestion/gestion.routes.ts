/** The insurer's side: what waits for a decision; for a broker, his partners' page. */
import { chemins } from '../chemins.js';
import { show } from '../http/answers.js';
import { GARANT, guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { montrerListe } from '../listes/listes.routes.js';
import type { Services } from '../services.js';
import { EN_ATTENTE } from './attente.list.js';

export function gestionRoutes(services: Services, tools: RouteTools): Room {
  const { routes, get } = guardedRoutes(tools);
  get(chemins.gestion, { pour: GARANT }, (visite) =>
    visite.acteur.role === 'courtier'
      ? show('gestion/partenaires.njk', { titre: visite.t('gestion.partenaires.titre') })
      : montrerListe(services, EN_ATTENTE, visite),
  );
  return routes;
}
