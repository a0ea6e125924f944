/** What is being typed, read by the server itself and said back beside its field (public/js/fields.js). */
import { z } from 'zod';
import { chemins } from '../chemins.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { CURRENCY_NAMES } from '../kit/currencies.js';
import type { Services } from '../services.js';
import { relire } from './en-mots.js';

const form = z.object({
  type: z.enum(['montant', 'date']).catch('montant'),
  tape: z.string().max(60).catch(''),
  devise: z
    .string()
    .refine((code) => Object.hasOwn(CURRENCY_NAMES, code))
    .catch('EUR'),
});

export function relectureRoutes(_services: Services, tools: RouteTools): Room {
  const { routes, get } = guardedRoutes(tools);
  get(chemins.relecture, { pour: 'connectes' }, ({ query, langue, res }) => {
    const { type, tape, devise } = form.parse(query);
    res.json({ lu: relire(type, tape, devise, langue) ?? null });
  });
  return routes;
}
