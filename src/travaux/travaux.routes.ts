/** What could not be done outside requests: the insurer sees why, and may ask for another try at once. */
import { chemins } from '../chemins.js';
import { go, show } from '../http/answers.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { whole } from '../http/visit.js';
import type { Services } from '../services.js';
import { nomDuTravail, pageTravaux } from './travaux.presenter.js';

const SUIVI = { pour: ['conseiller', 'charge'] } as const;

export function travauxRoutes({ travaux }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);

  get(chemins.gestionTravaux, SUIVI, async ({ acteur, langue, t }) =>
    show('travaux/liste.njk', pageTravaux(await travaux.enPeine(acteur), langue, t)),
  );

  post(chemins.gestionTravailReprise, SUIVI, async ({ acteur, params, origine, t }) => {
    const repris = await travaux.reessayer(acteur, whole(params.id), origine);
    return go(chemins.gestionTravaux(), t('travaux.fait', { quoi: nomDuTravail(repris, t) }));
  });
  return routes;
}
