/** Validating many demandes at once: a confirmation first, then a result for each. */
import { chemins } from '../chemins.js';
import { readChoix } from '../demandes/demandes.form.js';
import { again, go, show } from '../http/answers.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import type { Visit } from '../http/visit.js';
import type { Services } from '../services.js';
import type { Collaborateur } from '../droits/acteur.js';
import { pageConfirmationValidation, pageResultats } from './validations.presenter.js';
import type { ResultatValidation } from './execution.service.js';

declare module 'express-session' {
  interface SessionData {
    /** What the latest bulk did, for its result page. */
    validations: readonly ResultatValidation[];
  }
}

const VALIDEUR = { pour: ['valideur'] } as const;
const A_VALIDER = `${chemins.demandes()}?aValider=moi`;

export function validationsRoutes({ validations, catalogue }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);

  const confirmer = ({ acteur, body }: Visit<Collaborateur>) =>
    validations.demandePreuve(
      acteur,
      readChoix(body).map(({ numero }) => numero),
    );

  const page = async ({ acteur, body, langue, t }: Visit<Collaborateur>) => {
    const [decisions, noms] = await Promise.all([validations.prevoir(acteur, readChoix(body)), catalogue.read()]);
    return show('validations/confirmation.njk', pageConfirmationValidation(decisions, { catalogue: noms, langue, t }));
  };
  post(chemins.validationEnMasse, { ...VALIDEUR, confirmer, page }, async ({ acteur, body, origine, t, req }) => {
    const choix = readChoix(body);
    if (choix.length === 0) return go(A_VALIDER, t('validations.aucune'), 'info');
    if (body.etape === 'confirmer') {
      req.session.validations = await validations.valider(acteur, choix, origine);
      return go(chemins.validationEnMasse());
    }
    return again();
  });

  get(chemins.validationEnMasse, VALIDEUR, async ({ acteur, req, langue, t }) => {
    const resultats = req.session.validations;
    if (!resultats) return go(A_VALIDER);
    const conclues = await validations.conclues(
      acteur,
      resultats.map(({ numero }) => numero),
    );
    return show('validations/resultats.njk', pageResultats(resultats, conclues, { langue, t }));
  });

  return routes;
}
