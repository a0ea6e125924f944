/** The insurer's texts: one version, clause by clause, and its approval. */
import { chemins } from '../chemins.js';
import type { Agent } from '../droits/acteur.js';
import { go, show, type Page } from '../http/answers.js';
import { shownVersion } from '../http/reply.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { whole, words, type Visit } from '../http/visit.js';
import { parseDay, today } from '../kit/dates.js';
import type { Refus } from '../kit/errors.js';
import type { Services } from '../services.js';
import { TEXTES } from './textes.list.js';
import { pageTexte } from './textes.presenter.js';

export function textesRoutes({ textes, catalogue, clock, config }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);
  // What acts say changes for everybody: whoever decides it proves again who he is.
  const decision = { pour: ['charge'], confirmer: () => config.entreeStricte, encore: montrer } as const;

  get(chemins.gestionTexte, { pour: TEXTES.pour }, (visite) => montrer(visite));
  post(chemins.gestionTexteApprouver, decision, async ({ acteur, params, body, version, origine, t }) => {
    const envoi = { version, mots: words(body.lu), origine };
    const nomme = await textes.approuver(acteur, whole(params.id), parseDay(words(body.relireLe)), envoi);
    return go(chemins.gestionTextes(), t('textes.fait.approuve', nomme));
  });
  post(chemins.gestionTexteRetirer, decision, async ({ acteur, params, body, version, origine, t }) => {
    const nomme = await textes.retirer(acteur, whole(params.id), { version, mots: words(body.motif), origine });
    return go(chemins.gestionTexte({ id: params.id }), t('textes.fait.retire', nomme));
  });
  return routes;

  async function montrer(visite: Visit<Agent, 'id'>, refus?: Refus): Promise<Page> {
    const { acteur, params, body, version, langue, t } = visite;
    const [dossier, noms] = await Promise.all([textes.consulter(acteur, whole(params.id)), catalogue.read()]);
    const saisie = { lu: words(body.lu), relireLe: words(body.relireLe), motif: words(body.motif) };
    return show('gestion/texte.njk', {
      ...pageTexte(dossier, saisie, { acteur, aujourdhui: today(clock), catalogue: noms, langue, t }),
      id: params.id,
      version: shownVersion(version, dossier.vue.version, refus),
    });
  }
}
