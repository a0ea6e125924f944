/** A release that reached the insurer by letter: its form, from the page of a caution in force. */
import { chemins } from '../chemins.js';
import { PDF_SEUL } from '../documents/motifs.js';
import { SUIVI } from '../dossiers/dossiers.routes.js';
import type { Agent } from '../droits/acteur.js';
import { go, show, type Page } from '../http/answers.js';
import { shownVersion } from '../http/reply.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import type { Visit } from '../http/visit.js';
import type { Refus } from '../kit/errors.js';
import { uploads } from '../kit/web/upload.js';
import type { Services } from '../services.js';
import { lueMainlevee } from './mainlevees.routes.js';
import { pageRecue } from './recues.presenter.js';

export function mainleveesRecuesRoutes({ mainleveesRecues, documents, config }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);
  const formulaire = { ...SUIVI, encore: montrer, fichiers: 'pieces', confirmer: () => config.entreeStricte } as const;

  get(chemins.gestionCautionMainlevee, SUIVI, (visite) => montrer(visite));
  post(chemins.gestionCautionMainlevee, formulaire, async ({ acteur, params, body, version, origine, langue, req, t }) => {
    const fichiers = await documents.recevoir(uploads(req), 'pieces', PDF_SEUL);
    await mainleveesRecues.enregistrer(acteur, params.numero, { tapee: lueMainlevee(body), fichiers, langue }, { version, origine });
    return go(chemins.gestionCaution(params), t('mainlevees.fait.accordee', params));
  });
  return routes;

  async function montrer({ acteur, params, body, version, langue, t }: Visit<Agent, 'numero'>, refus?: Refus): Promise<Page> {
    const recevable = await mainleveesRecues.recevable(acteur, params.numero);
    return show('mainlevees/demande.njk', {
      ...pageRecue(recevable, lueMainlevee(body), { langue, t }),
      version: shownVersion(version, recevable.dossier.caution.version, refus),
    });
  }
}
