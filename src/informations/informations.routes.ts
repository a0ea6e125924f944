/** Help and legal pages, open to all. */
import { chemins, type Chemin } from '../chemins.js';
import { guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import type { Services } from '../services.js';
import { langueDe } from '../web/locals.js';
import { pageInformations } from './informations.presenter.js';
import type { NomPage } from './informations.js';

const CHEMINS: Readonly<Record<NomPage, Chemin>> = {
  aide: chemins.aide,
  accessibilite: chemins.accessibilite,
  mentions: chemins.mentionsLegales,
  confidentialite: chemins.confidentialite,
};

export function informationsRoutes({ translator, garants }: Services, tools: RouteTools): Room {
  const { router, routes, get } = guardedRoutes(tools);
  for (const [page, chemin] of Object.entries(CHEMINS) as [NomPage, Chemin][])
    get(chemin, { pour: 'tous' }, async (req, res, acteur) => {
      const langue = langueDe(req);
      const garant = await garants.identite(acteur?.garantId);
      res.render('informations/page.njk', pageInformations({ page, acteur, garant, langue, t: translator(langue) }));
    });
  return { router, routes };
}
