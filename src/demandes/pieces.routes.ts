/** The documents of a demande. */
import { chemins } from '../chemins.js';
import { go, send } from '../http/answers.js';
import { CLIENT, guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { whole } from '../http/visit.js';
import { invalide, type Refus } from '../kit/errors.js';
import { uploads } from '../kit/web/upload.js';
import type { Services } from '../services.js';
import { profilPour } from './demande.js';
import { envoiDe, montrerDemande, type VisiteDemande } from './demandes.routes.js';

export function piecesRoutes(services: Services, tools: RouteTools): Room {
  const { pieces, documents } = services;
  const { routes, get, post } = guardedRoutes(tools);
  const montrer = (visite: VisiteDemande, refus: Refus) => montrerDemande(services, visite, refus);

  post(chemins.demandePieces, { pour: [profilPour('ajouter_piece')], encore: montrer, fichiers: 'pieces' }, async (visite) => {
    const { acteur, params, body, req, t } = visite;
    const ici = chemins.demande(params);
    if (typeof body.piece === 'string') {
      await pieces.retirer(acteur, params.numero, whole(body.piece), envoiDe(visite));
      return go(ici, t('demandes.fait.piece_retiree', params));
    }
    const fichiers = await documents.recevoir(uploads(req), 'pieces');
    if (fichiers.length === 0) throw invalide([{ field: 'pieces', message: 'demandes.erreurs.piece' }]);
    await pieces.ajouter(acteur, params.numero, fichiers, envoiDe(visite));
    return go(ici, t('demandes.fait.piece_ajoutee', { ...params, count: fichiers.length }));
  });

  get(chemins.piece, { pour: CLIENT }, async ({ acteur, params }) =>
    send(await pieces.read(acteur, params.numero, whole(params.id)), 'attachment'),
  );

  return routes;
}
