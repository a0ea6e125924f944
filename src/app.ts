/** The order of the layers, on one screen. */
import express, { type Express } from 'express';
import { installPassport } from './acces/connexion.routes.js';
import { dispatch } from './http/dispatch.js';
import type { Route } from './http/routes.js';
import { surveillanceRoutes } from './surveillance/surveillance.routes.js';
import { visitors } from './kit/web/visitor.js';
import { errorPages } from './web/errors.js';
import { pageLocals } from './web/locals.js';
import { securityHeaders, thisMachineOnly, withoutNul } from './web/security.js';
import { requestLog } from './web/request-log.js';
import { createSessions } from './web/sessions.js';
import { letGo } from './kit/web/slow.js';
import { publicFiles } from './web/public-files.js';
import { roomsOf } from './rooms.js';
import type { Services } from './services.js';

/** The application, and every route it declares. */
export function createApp(services: Services): { app: Express; routes: readonly Route[] } {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', services.config.production ? 1 : false);
  services.views.express(app);

  const door = installPassport(services);
  const tools = {
    origin: () => new URL(services.appUrl()).origin,
    clock: services.clock,
    translator: services.translator,
    answers: services.answers,
    forms: services.forms,
  };
  const surveillance = surveillanceRoutes(services, tools);
  const rooms = roomsOf(services, tools, door);

  app.use(requestLog(services));
  app.use(securityHeaders(services));
  if (services.config.demo) app.use(thisMachineOnly);
  app.use(letGo);
  app.use('/public', publicFiles(services));
  app.use((req, res, next) => {
    const answered = services.metrics.request(req.method);
    res.on('finish', () => answered(res.statusCode));
    next();
  });
  app.use(dispatch(surveillance));
  app.use(createSessions(services));
  app.use(door.session());
  app.use(visitors({ secret: services.sessionSecret, secure: services.config.production, now: services.clock }));
  app.use(pageLocals(services));
  app.use(withoutNul);
  app.use(dispatch(rooms));
  app.use(errorPages(services));
  return { app, routes: [...surveillance, ...rooms] };
}
