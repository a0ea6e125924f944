/** The insurer's files: one that is taken over, and the documents in it. */
import { chemins } from '../chemins.js';
import { go, send } from '../http/answers.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { whole, words } from '../http/visit.js';
import { introuvable } from '../kit/errors.js';
import type { Services } from '../services.js';
import type { SujetDeDossier } from './dossier.js';

/** Whoever decides for the insurer. */
export const SUIVI = { pour: ['conseiller', 'charge'] } as const;

/** The page of what was taken over. */
const PAGES: Readonly<Record<string, (params: { numero: string; id: number }) => string>> = {
  appel: ({ id }) => chemins.gestionAppel({ id }),
  caution: ({ numero }) => chemins.gestionCaution({ numero }),
  mainlevee: ({ id }) => chemins.gestionMainlevee({ id }),
  acte: ({ id }) => chemins.gestionActe({ id }),
  revision: ({ id }) => chemins.gestionRevision({ id }),
  document: ({ id }) => chemins.gestionDocument({ id }),
  avenant: ({ id }) => chemins.gestionAvenant({ id }),
  opposition: ({ id }) => chemins.gestionOpposition({ id }),
};

export function dossiersRoutes({ dossiers }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);

  post(chemins.gestionPrise, SUIVI, async ({ acteur, params, body, origine, t }) => {
    const { numero } = params;
    const page = Object.hasOwn(PAGES, params.sujet) ? PAGES[params.sujet] : undefined;
    if (!page) throw introuvable();
    const id = whole(params.id);
    await dossiers.prendre(acteur, numero, { sujet: params.sujet as SujetDeDossier, id }, words(body.mot), origine);
    return go(page({ numero, id }), t('dossiers.fait.prise'));
  });

  get(chemins.gestionFichier, SUIVI, async ({ acteur, params }) => send(await dossiers.fichier(acteur, whole(params.id)), 'attachment'));

  return routes;
}
