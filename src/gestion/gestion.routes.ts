/** The insurer's side: for now, what waits. */
import { chemins } from '../chemins.js';
import { lignesDuControle } from '../cautions/controle.presenter.js';
import { fromDecimal } from '../kit/money.js';
import { GARANT, guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import type { Services } from '../services.js';
import { langueDe } from '../web/locals.js';

const HEURE_MS = 3_600_000;
/** The charter's promise: a demande is issued within a day. */
const PROMESSE_HEURES = 24;

export function gestionRoutes({ gestion, catalogue, translator, clock }: Services, tools: RouteTools): Room {
  const { router, routes, get } = guardedRoutes(tools);
  get(chemins.gestion, { pour: GARANT }, async (req, res, agent) => {
    const langue = langueDe(req);
    const t = translator(langue);
    const [rows, noms] = await Promise.all([gestion.enAttente(agent), catalogue.lire()]);
    res.render('gestion/attente.njk', {
      titre: t('gestion.titre'),
      fil: [{ texte: t('gestion.titre') }],
      courtier: agent.role === 'courtier',
      phrase: t('gestion.phrase', { count: rows.length }),
      lignes: rows.map((row) => {
        const heures = Math.floor((clock().getTime() - row.creee_le.getTime()) / HEURE_MS);
        const retard = heures >= PROMESSE_HEURES;
        return {
          numero: row.numero,
          client: row.client,
          mien: row.mien,
          entite: row.entite,
          type: noms.type(row.type_credit, langue),
          beneficiaire: row.beneficiaire,
          montant: fromDecimal(row.montant, row.devise),
          horloge: {
            part: Math.min(1, heures / PROMESSE_HEURES),
            niveau: retard ? 'rouge' : heures >= PROMESSE_HEURES - 6 ? 'orange' : 'vert',
            texte: retard
              ? t('gestion.retard', { heures: heures - PROMESSE_HEURES })
              : t('gestion.reste', { heures: PROMESSE_HEURES - heures }),
          },
          raisons: lignesDuControle(row.controle, langue, t)
            .filter(({ conforme }) => !conforme)
            .map(({ texte }) => texte),
        };
      }),
    });
  });
  return { router, routes };
}
