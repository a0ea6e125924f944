/** The sign-in rules: of an account, decided by its administrators; of the insurer's staff, by its client advisers. */
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { chemins } from '../chemins.js';
import { invalide, Refus } from '../kit/errors.js';
import type { Services } from '../services.js';
import type { Acteur } from '../session/acteur.js';
import { guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import { annoncer, origineDe } from '../session/request.js';
import { langueDe } from '../web/locals.js';
import { lireAccord, lireReglages } from './reglages.form.js';
import { pageReglages } from './reglages.presenter.js';

const ADMINISTRATEURS = { pour: ['administrateur'] } as const;
/** The insurer's staff has no administrator: the adviser, who opens the accounts, is the closest. */
const CONSEILLERS = { pour: ['conseiller'] } as const;
const MONTRABLES = new Set([409, 422]);

interface Retour {
  readonly refus?: Refus;
  readonly aConfirmer?: number;
}

export function reglagesRoutes({ acces, config, translator }: Services, tools: RouteTools): Room {
  const { router, routes, get, post } = guardedRoutes(tools);
  const confirmer = () => config.entreeStricte;

  get(chemins.parametrageSecurite, ADMINISTRATEURS, (req, res, acteur) => montrer(req, res, acteur));
  post(chemins.parametrageSecurite, { ...ADMINISTRATEURS, confirmer }, (req, res, acteur) => decider(req, res, acteur));
  get(chemins.gestionSecurite, CONSEILLERS, (req, res, acteur) => montrer(req, res, acteur));
  post(chemins.gestionSecurite, { ...CONSEILLERS, confirmer }, (req, res, acteur) => decider(req, res, acteur));

  return { router, routes };

  async function decider(req: Request, res: Response, acteur: Acteur): Promise<void> {
    try {
      const { reglages, erreurs } = lireReglages(req.body, acteur.genre);
      if (erreurs.length > 0) throw invalide(erreurs);
      const issue = await acces.reglages.decider(acteur, { reglages, ...lireAccord(req.body) }, origineDe(req));
      if (issue.issue === 'a_confirmer') return await montrer(req, res, acteur, { aConfirmer: issue.personnes });
      annoncer(req, 'succes', translator(langueDe(req))(`reglages.${issue.issue}`));
      res.redirect(303, acteur.genre === 'client' ? chemins.parametrageSecurite() : chemins.gestionSecurite());
    } catch (error) {
      if (!(error instanceof Refus) || !MONTRABLES.has(error.status)) throw error;
      await montrer(req, res, acteur, { refus: error });
    }
  }

  async function montrer(req: Request, res: Response, acteur: Acteur, { refus, aConfirmer }: Retour = {}): Promise<void> {
    const langue = langueDe(req);
    const enVigueur = await acces.reglages.lire(acteur);
    const saisie = refus || aConfirmer !== undefined ? lireReglages(req.body, acteur.genre).saisie : undefined;
    // A page that comes back stays as stale as it was: only the refusal that shows the colleague's rules gives their name.
    const vu = saisie && refus?.status !== 409 ? lireAccord(req.body).vu : enVigueur.vu;
    res.status(refus?.status ?? 200).render('acces/reglages.njk', {
      ...pageReglages({
        genre: acteur.genre,
        enVigueur: { ...enVigueur, vu },
        saisie,
        refus,
        aConfirmer,
        stricte: config.entreeStricte,
        langue,
        t: translator(langue),
      }),
      idempotence: randomUUID(),
    });
  }
}
