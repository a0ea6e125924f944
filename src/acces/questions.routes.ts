/** One's own three questions, chosen or changed behind a proof, where the rules ask for them. */
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { chemins } from '../chemins.js';
import { introuvable, type FieldError } from '../kit/errors.js';
import type { Services } from '../services.js';
import type { Acteur } from '../session/acteur.js';
import { guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import { annoncer, origineDe } from '../session/request.js';
import { langueDe } from '../web/locals.js';
import { pageMesQuestions } from './profil.presenter.js';
import { fautesQuestions, lireReponses, RANGS, type Reponse } from './questions.js';

export function questionsRoutes({ acces, config, translator }: Services, tools: RouteTools): Room {
  const { router, routes, get, post } = guardedRoutes(tools);
  const SIGNE = { pour: 'connectes' } as const;

  /** What waits for a proof rests in the session, in clear: answers never do, the page then asks for them again. */
  const sansReponses = (req: Request): boolean => {
    if (!config.entreeStricte) return false;
    const questions = lireReponses(req.body).map(({ question }, i) => [`question${i + 1}`, question] as const);
    req.body = { ...Object.fromEntries(questions), ouvrir: '1' };
    return true;
  };

  get(chemins.profilQuestions, SIGNE, async (req, res, acteur) => montrer(req, res, await siennes(acteur), []));

  post(chemins.profilQuestions, { ...SIGNE, confirmer: sansReponses }, async (req, res, acteur) => {
    const choisies = await siennes(acteur);
    const reponses = lireReponses(req.body);
    // Asked for by the page of security, or just back from a proof: nothing was answered yet.
    if (req.body.ouvrir === '1') return montrer(req, res, reponses.some(({ question }) => question) ? reponses : choisies, []);
    const fautes = fautesQuestions(reponses);
    if (fautes.length > 0) return montrer(req, res, reponses, fautes);
    await acces.securite.choisirQuestions(acteur, reponses, origineDe(req));
    annoncer(req, 'succes', translator(langueDe(req))('acces.mesQuestions.fait'));
    res.redirect(303, chemins.profilSecurite());
  });

  return { router, routes };

  /** The questions chosen so far, without their answers, which nobody can read. */
  async function siennes(acteur: Acteur): Promise<Reponse[]> {
    const personne = await acces.securite.personneDe(acteur);
    if (!acces.secret.politique(personne).questions) throw introuvable();
    return RANGS.map((rang) => ({ question: personne.questions[rang - 1] ?? '', reponse: '' }));
  }

  function montrer(req: Request, res: Response, reponses: readonly Reponse[], fautes: readonly FieldError[]): void {
    res.status(fautes.length > 0 ? 422 : 200).render('acces/mes-questions.njk', {
      ...pageMesQuestions(reponses, fautes, translator(langueDe(req))),
      idempotence: randomUUID(),
    });
  }
}
