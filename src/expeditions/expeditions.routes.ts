/** The acts that the insurer prints: the page of one, what is done there; its client says that he has it. */
import { montrerCaution } from '../cautions/cautions.routes.js';
import { chemins } from '../chemins.js';
import { SUIVI } from '../dossiers/dossiers.routes.js';
import type { Agent, Collaborateur } from '../droits/acteur.js';
import { go, send, show, type Page } from '../http/answers.js';
import { shownVersion } from '../http/reply.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { line, whole, words, type Visit } from '../http/visit.js';
import type { Refus } from '../kit/errors.js';
import type { Services } from '../services.js';
import { pageExpedition } from './expeditions.presenter.js';

export function expeditionsRoutes(services: Services, tools: RouteTools): Room {
  const { expeditions, specimens, catalogue, clock } = services;
  const { routes, get, post } = guardedRoutes(tools);
  const geste = { ...SUIVI, encore: montrer } as const;

  get(chemins.gestionActe, SUIVI, (visite) => montrer(visite));
  get(chemins.gestionActePdf, SUIVI, async ({ acteur, params }) => send(await expeditions.original(acteur, whole(params.id)), 'inline'));

  post(chemins.gestionActeEdition, geste, async ({ acteur, params, version, origine, t }) => {
    await expeditions.editer(acteur, whole(params.id), { version, origine });
    return go(chemins.gestionActe(params), t('expeditions.fait.editee'));
  });
  post(chemins.gestionActeExpedition, geste, async ({ acteur, params, body, version, origine, t }) => {
    const envoi = { version, mots: line(body.transporteur), origine };
    await expeditions.expedier(acteur, whole(params.id), line(body.suivi), envoi);
    const autre = await expeditions.suivante(acteur);
    return go(autre ? chemins.gestionActe(autre) : chemins.gestionActes(), t('expeditions.fait.expediee'));
  });
  post(chemins.gestionActeReception, geste, async ({ acteur, params, version, origine, t }) => {
    await expeditions.constaterReception(acteur, whole(params.id), { version, origine });
    return go(chemins.gestionActes(), t('expeditions.fait.recue'));
  });

  const client = {
    pour: ['administrateur', 'saisisseur', 'valideur'],
    encore: (visite: Visit<Collaborateur, 'numero'>, refus: Refus) => montrerCaution(services, visite, refus),
  } as const;
  post(chemins.cautionActeRecu, client, async ({ acteur, params, version, origine, t }) => {
    await expeditions.recevoir(acteur, params.numero, { version, origine });
    return go(chemins.caution(params), t('expeditions.fait.recue'));
  });
  return routes;

  async function montrer(visite: Visit<Agent, 'id'>, refus?: Refus): Promise<Page> {
    const { acteur, params, body, version, langue, t } = visite;
    const { expedition, dossier } = await expeditions.consulter(acteur, whole(params.id));
    const [texte, noms] = await Promise.all([specimens.texte(dossier.caution.texte_id), catalogue.read()]);
    const contexte = { acteur, texte, evenements: dossier.evenements, catalogue: noms, langue, t, maintenant: clock() };
    return show('gestion/acte.njk', {
      ...pageExpedition(expedition, dossier, contexte),
      saisie: { transporteur: words(body.transporteur), suivi: words(body.suivi) },
      version: shownVersion(version, expedition.version, refus),
    });
  }
}
