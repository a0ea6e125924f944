/** The drafts of a person: found again, given up. */
import { chemins } from '../chemins.js';
import { go, show } from '../http/answers.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import type { Visit } from '../http/visit.js';
import type { Services } from '../services.js';
import type { Collaborateur } from '../droits/acteur.js';
import { fil } from '../web/fil.js';
import { brouillonDe } from './brouillons.form.js';
import { lignesBrouillons, pageBrouillons } from './brouillons.presenter.js';

const SAISISSEUR = { pour: ['saisisseur'] } as const;

export function brouillonsRoutes({ brouillons, saisie }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);

  get(chemins.brouillons, SAISISSEUR, async ({ acteur, langue, t }) => {
    const [tous, offre] = await Promise.all([brouillons.list(acteur), saisie.offre(acteur)]);
    return show('demandes/brouillons.njk', pageBrouillons(lignesBrouillons(tous, { offre, langue, t }), t));
  });

  get(chemins.brouillonAbandon, SAISISSEUR, async ({ acteur, params, langue, t }) => {
    const brouillon = await trouver({ acteur, params });
    if (!brouillon || brouillon.numero) return go(chemins.brouillons(), t('brouillons.perdu'), 'info');
    const [ligne] = lignesBrouillons([brouillon], { offre: await saisie.offre(acteur), langue, t });
    const titre = t('brouillons.abandon.titre');
    return show('demandes/suppression.njk', {
      titre,
      fil: fil(t, { href: chemins.brouillons(), texte: t('brouillons.titre') }, { texte: titre }),
      texte: [ligne?.titre, ligne?.quoi].filter(Boolean).join(' – '),
      action: chemins.brouillonAbandon(params),
      retour: chemins.brouillons(),
      garder: t('brouillons.abandon.garder'),
      bouton: t('brouillons.abandonner'),
    });
  });

  post(chemins.brouillonAbandon, SAISISSEUR, async ({ acteur, params, t }) => {
    const id = brouillonDe({ brouillon: params.id });
    const fait = id !== undefined && (await brouillons.abandonner(acteur, id));
    return go(chemins.brouillons(), t(fait ? 'brouillons.abandon.fait' : 'brouillons.perdu'), fait ? 'succes' : 'info');
  });

  return routes;

  async function trouver({ acteur, params }: Pick<Visit<Collaborateur, 'id'>, 'acteur' | 'params'>) {
    const id = brouillonDe({ brouillon: params.id });
    return id === undefined ? undefined : brouillons.find(acteur, id);
  }
}
