/** The insurer asks for another try of what could not be done outside requests. */
import { chemins } from '../chemins.js';
import { go } from '../http/answers.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { whole } from '../http/visit.js';
import type { Services } from '../services.js';
import { nomDuTravail, REPRISES } from './reprises.list.js';

export function reprisesRoutes({ reprises }: Services, tools: RouteTools): Room {
  const { routes, post } = guardedRoutes(tools);
  post(chemins.gestionTravailReprise, { pour: REPRISES.pour }, async ({ acteur, params, origine, t }) => {
    const repris = await reprises.reessayer(acteur, whole(params.id), origine);
    return go(chemins.gestionTravaux(), t('reprises.fait', { quoi: nomDuTravail(repris, t) }));
  });
  return routes;
}
