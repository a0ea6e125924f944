/** For machines: alive, ready, measured. */
import client from 'prom-client';
import { chemins } from '../chemins.js';
import { sql } from '../kit/database.js';
import { guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import type { Services } from '../services.js';

export function surveillanceRoutes({ db, jobsAlive }: Pick<Services, 'db' | 'jobsAlive'>, tools: RouteTools): Room {
  const { router, routes, get } = guardedRoutes(tools);
  const registry = new client.Registry();
  client.collectDefaultMetrics({ register: registry });
  const waiting = new client.Gauge({
    name: 'cautionet_courriels_en_attente',
    help: 'Messages of the outbox not yet sent',
    registers: [registry],
  });
  const seconds = new client.Histogram({
    name: 'cautionet_requete_secondes',
    help: 'Time to answer',
    labelNames: ['method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });

  router.use((req, res, next) => {
    const stop = seconds.startTimer({ method: req.method });
    res.on('finish', () => stop({ status: res.statusCode }));
    next();
  });
  get(chemins.sante, { pour: 'tous' }, (_req, res) => void res.json({ etat: 'ok' }));
  get(chemins.pret, { pour: 'tous' }, async (_req, res) => {
    const base = await db.systeme.rows(sql`select 1`).then(
      () => true,
      () => false,
    );
    const parties = { base: etatDe(base), travaux: etatDe(jobsAlive()) };
    const arretees = Object.entries(parties).flatMap(([nom, etat]) => (etat === 'ok' ? [] : [ARRETS[nom as keyof typeof ARRETS]]));
    res.status(arretees.length > 0 ? 503 : 200).json({ etat: arretees.join(', ') || 'ok', parties });
  });
  get(chemins.metriques, { pour: 'tous' }, async (_req, res) => {
    const [row] = await db.systeme.rows<{ n: number }>(sql`select count(*)::int as n from courriel where envoye_le is null`);
    waiting.set(row?.n ?? 0);
    res.type(registry.contentType).send(await registry.metrics());
  });
  return { router, routes };
}

/** What each part that is not ready is told as. */
const ARRETS = { base: 'base injoignable', travaux: 'travaux arrêtés' };
const etatDe = (vit: boolean) => (vit ? 'ok' : 'arret');
