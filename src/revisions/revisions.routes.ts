/** A refusal contested from the page of its caution, and decided again on the insurer's. */
import { montrerCaution } from '../cautions/cautions.routes.js';
import { chemins } from '../chemins.js';
import { readAccord, typedDecision } from '../decisions/decision.form.js';
import { SUIVI } from '../dossiers/dossiers.routes.js';
import type { Agent, Collaborateur } from '../droits/acteur.js';
import { go, show, type FormAnswer, type Page } from '../http/answers.js';
import { shownVersion } from '../http/reply.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { whole, words, type Visit } from '../http/visit.js';
import type { Refus } from '../kit/errors.js';
import { uploads } from '../kit/web/upload.js';
import type { Services } from '../services.js';
import { pageRevision } from './revisions.presenter.js';

export function revisionsRoutes(services: Services, tools: RouteTools): Room {
  const { revisions, documents, catalogue, clock, config } = services;
  const { routes, get, post } = guardedRoutes(tools);

  const demande = {
    pour: ['saisisseur'],
    encore: (visite: Visit<Collaborateur, 'numero'>, refus: Refus) => montrerCaution(services, visite, refus),
    fichiers: 'pieces',
  } as const;
  post(chemins.cautionRevision, demande, async ({ acteur, params, body, version, origine, req, t }) => {
    const fichiers = await documents.recevoir(uploads(req), 'pieces');
    await revisions.demander(acteur, params.numero, fichiers, { version, mots: words(body.argument), origine });
    return go(chemins.caution(params), t('revisions.fait.demandee'));
  });

  const decision = { pour: ['charge'], encore: montrer } as const;
  get(chemins.gestionRevision, SUIVI, (visite) => montrer(visite));
  // An act for millions leaves by this button: whoever presses it proves again who he is.
  post(chemins.gestionRevisionAccord, { ...decision, confirmer: () => config.entreeStricte }, async (visite) => {
    const { acteur, params, body, version, origine } = visite;
    await revisions.accorder(acteur, whole(params.id), readAccord(body), { version, origine });
    return suivante(visite, 'accordee');
  });
  post(chemins.gestionRevisionMaintien, decision, async (visite) => {
    const { acteur, params, body, version, origine } = visite;
    await revisions.maintenir(acteur, whole(params.id), { version, mots: words(body.motif), origine });
    return suivante(visite, 'maintenue');
  });
  return routes;

  /** Decided, said, and on to the next one that waits. */
  async function suivante({ acteur, t }: Visit<Agent, 'id'>, fait: string): Promise<FormAnswer> {
    const autre = await revisions.suivante(acteur);
    return go(autre ? chemins.gestionRevision(autre) : chemins.gestionRevisions(), t(`revisions.fait.${fait}`));
  }

  async function montrer(visite: Visit<Agent, 'id'>, refus?: Refus): Promise<Page> {
    const { acteur, params, body, version, langue, t } = visite;
    const [{ revision, dossier }, noms] = await Promise.all([revisions.consulter(acteur, whole(params.id)), catalogue.read()]);
    const contexte = { acteur, texte: dossier.texte, evenements: dossier.evenements, catalogue: noms, langue, t, maintenant: clock() };
    return show('gestion/revision.njk', {
      ...pageRevision(revision, dossier, typedDecision(body, ['dateEffet', 'motif']), contexte),
      version: shownVersion(version, revision.version, refus),
    });
  }
}
