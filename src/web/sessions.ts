/** Sessions in Postgres, idle and absolute ends, touched at most once a minute. */
import connectPgSimple from 'connect-pg-simple';
import type { RequestHandler } from 'express';
import session from 'express-session';
import '../session/express.js';
import type { Services } from '../services.js';

const TOUCH_MS = 60_000;
const ABSOLUTE_MS = 8 * 3_600_000;

export function createSessions({ db, config, clock, sessionSecret }: Services): RequestHandler[] {
  const Store = connectPgSimple(session);
  const store = new Store({
    pool: db.systeme.pool,
    tableName: 'session',
    ttl: config.sessionIdleMinutes * 60,
    disableTouch: true,
    pruneSessionInterval: false, // a nightly job does it
  });
  const sessions = session({
    store,
    name: config.production ? '__Host-cautionet' : 'cautionet',
    secret: sessionSecret,
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: config.production, path: '/' },
  });
  const age: RequestHandler = (req, _res, next) => {
    const now = clock().getTime();
    if (req.session.debut !== undefined && now - req.session.debut > ABSOLUTE_MS) return req.session.regenerate(next);
    // Writing the session moves its end: once a minute is enough, and spares an update on every page.
    if (req.session.debut !== undefined && now - (req.session.vu ?? 0) > TOUCH_MS) req.session.vu = now;
    next();
  };
  return [sessions, age];
}
