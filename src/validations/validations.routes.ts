/** Validating many demandes at once: a confirmation first, then a result for each. */
import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { chemins } from '../chemins.js';
import { numerosForm } from '../demandes/demandes.form.js';
import type { Services } from '../services.js';
import type { Collaborateur } from '../session/acteur.js';
import { guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import { annoncer, origineDe } from '../session/request.js';
import { langueDe } from '../web/locals.js';
import { pageConfirmation, pageResultats } from './validations.presenter.js';
import type { Resultat } from './validations.service.js';

declare module 'express-session' {
  interface SessionData {
    /** What the latest bulk did, for its result page. */
    validations: readonly Resultat[];
  }
}

const VALIDEUR = { pour: ['valideur'] } as const;

export function validationsRoutes({ validations, catalogue, translator }: Services, tools: RouteTools): Room {
  const { router, routes, get, post } = guardedRoutes(tools);

  const confirmer = (req: Request, acteur: Collaborateur) =>
    req.body.etape === 'confirmer' && validations.demandePreuve(acteur, numerosForm.parse(req.body.numeros));

  post(chemins.validationEnMasse, { ...VALIDEUR, confirmer }, async (req, res, acteur) => {
    const langue = langueDe(req);
    const t = translator(langue);
    const numeros = numerosForm.parse(req.body.numeros);
    if (numeros.length === 0) {
      annoncer(req, 'info', t('validations.aucune'));
      return res.redirect(303, `${chemins.demandes()}?aValider=moi`);
    }
    if (req.body.etape === 'confirmer') {
      req.session.validations = await validations.valider(acteur, numeros, origineDe(req));
      return res.redirect(303, chemins.validationEnMasse());
    }
    const [decisions, noms] = await Promise.all([validations.prevoir(acteur, numeros), catalogue.lire()]);
    res.render('validations/confirmation.njk', {
      ...pageConfirmation(decisions, { catalogue: noms, langue, t }),
      idempotence: randomUUID(),
    });
  });

  get(chemins.validationEnMasse, VALIDEUR, async (req, res) => {
    const langue = langueDe(req);
    const resultats = req.session.validations;
    if (!resultats) return res.redirect(303, `${chemins.demandes()}?aValider=moi`);
    res.render('validations/resultats.njk', pageResultats(resultats, { catalogue: await catalogue.lire(), langue, t: translator(langue) }));
  });

  return { router, routes };
}
