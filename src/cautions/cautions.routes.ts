/** Cautions: one caution, its printed act. */
import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { chemins } from '../chemins.js';
import { interdit } from '../kit/errors.js';
import { sendFile } from '../kit/web/send-file.js';
import type { Services } from '../services.js';
import type { Collaborateur } from '../session/acteur.js';
import { CLIENT, guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import { preuveRecente } from '../session/preuve.js';
import { annoncer, entierDe, origineDe } from '../session/request.js';
import { langueDe } from '../web/locals.js';
import { pageCaution } from './caution.presenter.js';

const EDITEURS = { pour: ['administrateur', 'saisisseur', 'valideur'] } as const;

export function cautionsRoutes({ cautions, actes, specimens, catalogue, translator, clock, config }: Services, tools: RouteTools): Room {
  const { router, routes, get, post } = guardedRoutes(tools);

  get(chemins.caution, { pour: CLIENT }, async (req, res, acteur) => {
    const langue = langueDe(req);
    const { vue, evenements } = await cautions.consulter(acteur, String(req.params.numero));
    const [texte, noms] = await Promise.all([specimens.texte(vue.texte_id), catalogue.lire()]);
    res.render('cautions/caution.njk', {
      ...pageCaution({ vue, evenements, texte, acteur, catalogue: noms, langue, t: translator(langue), clock }),
      idempotence: randomUUID(),
    });
  });

  const premiereEdition = async (req: Request, acteur: Collaborateur) =>
    config.entreeStricte && (await actes.jamaisEditee(acteur, String(req.params.numero)));

  /** The button: one edition however often it is clicked, then its file. */
  post(chemins.cautionActe, { ...EDITEURS, confirmer: premiereEdition }, async (req, res, acteur) => {
    const numero = String(req.params.numero);
    const rang = await actes.editer(acteur, numero, origineDe(req));
    res.redirect(303, chemins.edition({ numero, rang }));
  });

  /** The address itself prints too, since people keep it; never on behalf of another site. */
  get(chemins.cautionActe, EDITEURS, async (req, res, acteur) => {
    const site = req.get('sec-fetch-site');
    if (req.get('sec-purpose') || (site && site !== 'same-origin' && site !== 'none')) throw interdit('erreurs.autre_site');
    const numero = String(req.params.numero);
    // Nothing is asked by an address: the first edition goes through the button.
    if ((await premiereEdition(req, acteur)) && !preuveRecente(req, clock)) {
      annoncer(req, 'info', translator(langueDe(req))('cautions.premiereEdition'));
      return res.redirect(303, chemins.caution({ numero }));
    }
    const rang = await actes.editer(acteur, numero, origineDe(req));
    sendFile(res, await actes.edition(acteur, numero, rang), 'attachment');
  });

  get(chemins.edition, { pour: CLIENT }, async (req, res, acteur) => {
    sendFile(res, await actes.edition(acteur, String(req.params.numero), entierDe(req.params.rang)), 'attachment');
  });

  return { router, routes };
}
