/** Help and legal pages, open to all. */
import { show } from '../http/answers.js';
import { chemins, type Chemin } from '../chemins.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import type { Services } from '../services.js';
import { pageInformations } from './informations.presenter.js';
import type { NomPage } from './informations.js';

const CHEMINS: Readonly<Record<NomPage, Chemin>> = {
  aide: chemins.aide,
  accessibilite: chemins.accessibilite,
  mentions: chemins.mentionsLegales,
  confidentialite: chemins.confidentialite,
};

export function informationsRoutes({ garants }: Services, tools: RouteTools): Room {
  const { routes, get } = guardedRoutes(tools);
  for (const [page, chemin] of Object.entries(CHEMINS) as [NomPage, Chemin][])
    get(chemin, { pour: 'tous' }, async ({ acteur, langue, t }) => {
      const garant = await garants.identite(acteur?.garantId);
      return show('informations/page.njk', pageInformations({ page, acteur, garant, langue, t }));
    });
  return routes;
}
