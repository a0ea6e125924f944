/** For machines: alive, ready, measured. */
import type { RequestHandler } from 'express';
import client from 'prom-client';
import { chemins } from '../chemins.js';
import { sql } from '../kit/database.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import type { Services } from '../services.js';

/** Every answer is timed. */
function measured(registry: client.Registry): RequestHandler {
  const seconds = new client.Histogram({
    name: 'cautionet_requete_secondes',
    help: 'Time to answer',
    labelNames: ['method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });

  return (req, res, next) => {
    const stop = seconds.startTimer({ method: req.method });
    res.on('finish', () => stop({ status: res.statusCode }));
    next();
  };
}

export function surveillanceRoutes(
  { db }: Pick<Services, 'db'>,
  tools: RouteTools,
): { readonly measure: RequestHandler; readonly routes: Room } {
  const registry = new client.Registry();
  client.collectDefaultMetrics({ register: registry });
  const { routes, get } = guardedRoutes(tools);
  const waiting = new client.Gauge({
    name: 'cautionet_courriels_en_attente',
    help: 'Messages of the outbox not yet sent',
    registers: [registry],
  });
  get(chemins.sante, { pour: 'tous' }, ({ res }) => void res.json({ etat: 'ok' }));
  get(chemins.pret, { pour: 'tous' }, async ({ res }) => {
    const pret = await db.systeme.rows(sql`select 1`).then(
      () => true,
      () => false,
    );
    res.status(pret ? 200 : 503).json({ etat: pret ? 'ok' : 'base injoignable' });
  });
  get(chemins.metriques, { pour: 'tous' }, async ({ res }) => {
    const [row] = await db.systeme.rows<{ n: number }>(sql`select count(*)::int as n from courriel where envoye_le is null`);
    waiting.set(row?.n ?? 0);
    res.type(registry.contentType).send(await registry.metrics());
  });
  return { measure: measured(registry), routes };
}
