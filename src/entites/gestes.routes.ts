/** What is done with an entity: moved, or by a button, warned of first where it takes something away. */
import { chemins } from '../chemins.js';
import { go, show, type Page } from '../http/answers.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { whole } from '../http/visit.js';
import { introuvable } from '../kit/errors.js';
import type { Services } from '../services.js';
import { readGesteDirect } from './entite.js';
import { entier, readTexte } from './entites.form.js';
import { filDe, filEntite, pageDeplacement } from './entites.presenter.js';
import { montrerEntite, type VisiteEntite } from './entites.routes.js';

const ADMINISTRATEUR = { pour: ['administrateur'] } as const;

export function gestesEntiteRoutes(services: Services, tools: RouteTools): Room {
  const { entites, config } = services;
  const { routes, get, post } = guardedRoutes(tools);
  /** Whoever changes what acts may be asked for proves again who he is. */
  const PROUVE = { ...ADMINISTRATEUR, confirmer: () => config.entreeStricte } as const;

  get(chemins.organisationDeplacement, ADMINISTRATEUR, (visite) => deplacement(visite, visite.query));
  post(chemins.organisationDeplacement, { ...PROUVE, encore: (visite: VisiteEntite) => deplacement(visite, {}) }, async (visite) => {
    const id = whole(visite.params.id);
    const { parent } = await entites.deplacer(visite.acteur, id, entier(visite.body.vers, 0), visite);
    return go(chemins.organisationEntite({ id }), visite.t('organisation.fait.deplacer', { nom: parent }));
  });

  /** A geste that is warned of before it is done. */
  get(chemins.organisationGeste, ADMINISTRATEUR, async ({ acteur, params, t }) => {
    const geste = readGesteDirect(params.geste);
    if (geste !== 'supprimer' && geste !== 'desactiver') throw introuvable();
    const vue = await entites.pour(acteur, whole(params.id), geste);
    const { enCours } = await entites.consulter(acteur, vue.id);
    return show('entites/confirmation.njk', {
      titre: t(`organisation.confirmation.${geste}.titre`, { nom: vue.nom }),
      fil: filDe(t, filEntite(vue), { texte: t(`organisation.gestes.${geste}`) }),
      texte: t(`organisation.confirmation.${geste}.texte`),
      alertes: [
        ...(enCours.demandes > 0 ? [t('organisation.confirmation.demandes', { count: enCours.demandes })] : []),
        ...(enCours.cautions > 0 ? [t('organisation.confirmation.cautions', { count: enCours.cautions })] : []),
      ],
      bouton: t(`organisation.gestes.${geste}`),
      action: chemins.organisationGeste({ id: vue.id, geste }),
      retour: chemins.organisationEntite({ id: vue.id }),
      version: vue.version,
    });
  });
  post(chemins.organisationGeste, { ...PROUVE, encore: (visite, refus) => montrerEntite(services, visite, refus) }, async (visite) => {
    const geste = readGesteDirect(visite.params.geste);
    if (!geste) throw introuvable();
    const id = whole(visite.params.id);
    const { nom, parentId } = await entites.faire(visite.acteur, id, geste, visite);
    return go(
      chemins.organisationEntite({ id: geste === 'supprimer' ? (parentId ?? id) : id }),
      visite.t(`organisation.fait.${geste}`, { nom }),
    );
  });

  return routes;

  async function deplacement({ acteur, params, t }: VisiteEntite, query: VisiteEntite['query']): Promise<Page> {
    const texte = readTexte(query.q);
    return show(
      'entites/deplacement.njk',
      pageDeplacement(await entites.preparerDeplacement(acteur, whole(params.id), texte, entier(query.vers, 0)), texte, t),
    );
  }
}
