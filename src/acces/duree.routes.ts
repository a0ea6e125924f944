/** How long one's session has left, asked by the pages that stay open; and a little more of it. */
import { chemins } from '../chemins.js';
import { go } from '../http/answers.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { leftOf } from '../http/session-life.js';
import type { Services } from '../services.js';

export function dureeRoutes({ clock, config }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);

  /** Nothing is a sign of life here: a page left open asks by itself (web/sessions.ts). */
  get(chemins.session, { pour: 'tous' }, ({ acteur, req, res }) => {
    res.json((acteur && leftOf(req, clock(), config.sessionIdleMinutes)) ?? { seconds: 0, extensible: false });
  });

  post(chemins.session, { pour: 'connectes' }, ({ req }) => {
    req.session.vu = clock().getTime();
    return go(chemins.session());
  });

  return routes;
}
