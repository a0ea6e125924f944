/** Sessions in Postgres, idle and absolute ends, touched at most once a minute. */
import connectPgSimple from 'connect-pg-simple';
import type { RequestHandler } from 'express';
import session from 'express-session';
import { chemins } from '../chemins.js';
import { ABSOLUTE_MS } from '../http/session-life.js';
import { remembered, type Notices } from '../kit/notices.js';
import '../http/express.js';
import type { Services } from '../services.js';

const TOUCH_MS = 60_000;
/** A session closed elsewhere is over within a second, were its notice lost; shorter than the time between two touches, so that an idle end is noticed. */
const MEMORY_MS = 1_000;

export function createSessions({ db, config, clock, sessionSecret, notices }: Services): RequestHandler[] {
  const Store = connectPgSimple(session);
  const store = new Store({
    pool: db.systeme.pool,
    tableName: 'session',
    ttl: config.sessionIdleMinutes * 60,
    disableTouch: true,
    pruneSessionInterval: false, // a nightly job does it
  });
  // Nothing to touch: `age` below writes the session once a minute, and that moves its end.
  (store as session.Store).touch = undefined;
  rememberSessions(store, notices);
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
    // A page that asks what is left is not somebody there.
    const asks = req.method === 'GET' && req.path === chemins.session();
    if (req.session.debut !== undefined && !asks && now - (req.session.vu ?? 0) > TOUCH_MS) req.session.vu = now;
    next();
  };
  return [sessions, keepBeforeRedirect, age];
}

/**
 * A redirect leaves once the session is written: express-session would send its head first, and the browser would
 * come back to a session without its message, or without the person who has just signed in. A session that this request
 * did not change is not written: a copy of the same form would put back what it was before. What a session holds is replaced,
 * never changed in place, so that its values need not be serialized to be compared.
 */
const keepBeforeRedirect: RequestHandler = (req, res, next) => {
  const { sessionID, session: begun } = req;
  const before: Readonly<Record<string, unknown>> = { ...begun };
  const unchanged = () => {
    const now: Readonly<Record<string, unknown>> = { ...req.session };
    return req.sessionID === sessionID && [...Object.keys(before), ...Object.keys(now)].every((name) => before[name] === now[name]);
  };
  const redirect = res.redirect.bind(res) as (...args: unknown[]) => void;
  res.redirect = ((...args: unknown[]) => {
    if (unchanged()) return redirect(...args);
    req.session.save((error: unknown) => (error ? next(error) : redirect(...args)));
  }) as typeof res.redirect;
  next();
};

/** Where the database's socket is a file, nobody listens while it is missing: express-session would take ENOENT for a session that ended, and sign the person out. */
function heard(error: unknown): unknown {
  const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  return missing ? Object.assign(new Error(error.message), { code: 'ECONNREFUSED' }) : error;
}

/** Reads of a session are remembered a moment, until it is written or ended, here or by another process. */
function rememberSessions(store: session.Store, notices: Notices): void {
  const kept = remembered<string, string>(notices, 'session', MEMORY_MS);
  const { get, set, destroy } = { get: store.get.bind(store), set: store.set.bind(store), destroy: store.destroy.bind(store) };
  store.get = (sid, done) => {
    const known = kept.get(sid);
    if (known !== undefined) return done(null, JSON.parse(known) as session.SessionData);
    const generation = kept.generation();
    get(sid, (error: unknown, data) => {
      if (data) kept.set(sid, JSON.stringify(data), generation);
      done(heard(error), data);
    });
  };
  store.set = (sid, data, done) => {
    kept.forget(sid);
    set(sid, data, (error) => {
      kept.forget(sid);
      done?.(error);
    });
  };
  store.destroy = (sid, done) => {
    kept.forget(sid);
    destroy(sid, done);
  };
}
