/** The release of several cautions at once: why, then what became of each. */
import { chemins } from '../chemins.js';
import { readChoix } from '../demandes/demandes.form.js';
import { PDF_SEUL } from '../documents/motifs.js';
import type { Collaborateur } from '../droits/acteur.js';
import { again, go, show } from '../http/answers.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import type { Visit } from '../http/visit.js';
import { invalide } from '../kit/errors.js';
import { uploads } from '../kit/web/upload.js';
import type { Services } from '../services.js';
import { demanderEnsemble, type IssueDeMainlevee } from './masse.service.js';
import { lueMainlevee } from './mainlevees.routes.js';
import { pageEnsemble, pageIssues } from './masse.presenter.js';

declare module 'express-session' {
  interface SessionData {
    /** What the latest bulk of releases did, for its result page. */
    mainlevees: readonly IssueDeMainlevee[];
  }
}

const DEMANDEURS = { pour: ['saisisseur', 'valideur'] } as const;

export function masseMainleveesRoutes({ demandesDeMainlevee, documents }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);
  const page = ({ body, t }: Visit<Collaborateur>) =>
    show('mainlevees/ensemble.njk', pageEnsemble(readChoix(body, 'C'), lueMainlevee(body), t));

  post(chemins.cautionsMainlevees, { ...DEMANDEURS, page, encore: page, fichiers: 'pieces' }, async (visite) => {
    const { acteur, body, origine, langue, req, t } = visite;
    const choix = readChoix(body, 'C');
    if (choix.length === 0) return go(chemins.cautions(), t('mainlevees.masse.aucune'), 'info');
    if (body.etape !== 'confirmer') return again();
    const tapee = lueMainlevee(body);
    if (!tapee.motif) throw invalide([{ field: 'motif', message: 'mainlevees.erreurs.motif' }]);
    const fichiers = await documents.recevoir(uploads(req), 'pieces', PDF_SEUL);
    req.session.mainlevees = await demanderEnsemble(demandesDeMainlevee, acteur, { choix, tapee, fichiers, langue }, origine);
    return go(chemins.cautionsMainlevees());
  });

  get(chemins.cautionsMainlevees, DEMANDEURS, ({ req, t }) => {
    const issues = req.session.mainlevees;
    return issues ? show('mainlevees/issues.njk', pageIssues(issues, t)) : go(chemins.cautions());
  });
  return routes;
}
