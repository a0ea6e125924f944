/** The réception of guaranteed works, said from the page of the caution. */
import { chemins } from '../chemins.js';
import { montrerCaution } from '../cautions/cautions.routes.js';
import type { Collaborateur } from '../droits/acteur.js';
import { go, send } from '../http/answers.js';
import { CLIENT, guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { words, type Visit } from '../http/visit.js';
import { showControlCode } from '../kit/control-code.js';
import { today } from '../kit/dates.js';
import { conflit, type Refus } from '../kit/errors.js';
import type { Services } from '../services.js';
import { lettreDeLiberation } from './lettre.presenter.js';
import { CHAMPS_RECEPTION, liberationDe } from './terme.js';

export function termesRoutes(services: Services, tools: RouteTools): Room {
  const { cautions, specimens, office, translator, clock, appUrl } = services;
  const { routes, get, post } = guardedRoutes(tools);
  const encore = (visite: Visit<Collaborateur, 'numero'>, refus: Refus) => montrerCaution(services, visite, refus);

  post(chemins.cautionReception, { pour: ['saisisseur', 'valideur'], encore }, async ({ acteur, params, body, version, origine, t }) => {
    const tapee = Object.fromEntries(CHAMPS_RECEPTION.map((nom) => [nom, words(body[nom])]));
    await services.termes.saisir(acteur, params.numero, tapee, { version, origine });
    return go(chemins.caution(params), t('termes.fait', params));
  });
  get(chemins.cautionLiberation, { pour: CLIENT }, async ({ acteur, params }) => {
    const { vue } = await cautions.consulter(acteur, params.numero);
    const aujourdhui = today(clock);
    const liberation = liberationDe(vue.type_credit, vue.valeurs, vue.reception);
    const libre = liberation?.situation === 'a_terme' ? liberation.libre : null;
    if (vue.etat !== 'effective' || !liberation || libre === null || libre > aujourdhui) throw conflit('termes.refus.pas_libre');
    const { langue } = await specimens.texte(vue.texte_id);
    const url = vue.acte ? appUrl() + chemins.verification({ code: showControlCode(vue.acte.code) }) : undefined;
    const plume = { acteur, langue, t: translator(langue), aujourdhui, maintenant: clock(), url };
    const contenu = await office.letter(lettreDeLiberation(vue, { ...liberation, libre }, plume));
    return send({ nom: `liberation-${vue.numero}.pdf`, type: 'application/pdf', contenu }, 'inline');
  });
  return routes;
}
