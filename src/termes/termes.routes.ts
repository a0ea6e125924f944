/** The réception of guaranteed works, said from the page of the caution. */
import { chemins } from '../chemins.js';
import { montrerCaution } from '../cautions/cautions.routes.js';
import type { Collaborateur } from '../droits/acteur.js';
import { go } from '../http/answers.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { words, type Visit } from '../http/visit.js';
import type { Refus } from '../kit/errors.js';
import type { Services } from '../services.js';
import { CHAMPS_RECEPTION } from './terme.js';

export function termesRoutes(services: Services, tools: RouteTools): Room {
  const { routes, post } = guardedRoutes(tools);
  const encore = (visite: Visit<Collaborateur, 'numero'>, refus: Refus) => montrerCaution(services, visite, refus);

  post(chemins.cautionReception, { pour: ['saisisseur', 'valideur'], encore }, async ({ acteur, params, body, version, origine, t }) => {
    const tapee = Object.fromEntries(CHAMPS_RECEPTION.map((nom) => [nom, words(body[nom])]));
    await services.termes.saisir(acteur, params.numero, tapee, { version, origine });
    return go(chemins.caution(params), t('termes.fait', params));
  });
  return routes;
}
