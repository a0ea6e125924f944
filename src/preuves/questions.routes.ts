/** One's own three questions, chosen or changed behind a proof, where the rules ask for them. */
import { again, go, show, type Page } from '../http/answers.js';
import type { Visit } from '../http/visit.js';
import { chemins } from '../chemins.js';
import { introuvable, invalide, type FieldError, type Refus } from '../kit/errors.js';
import type { Translate } from '../kit/i18n.js';
import type { Services } from '../services.js';
import type { Acteur } from '../droits/acteur.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { pageMesQuestions } from './securite.presenter.js';
import { fautesQuestions, readReponses, RANGS, type Reponse } from './questions.js';

export function questionsRoutes({ acces, config }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);
  const SIGNE = { pour: 'connectes' } as const;

  /** What waits for a proof rests in the session, in clear: answers never do, the page then asks for them again. */
  const sansReponses = ({ req, body }: Visit<Acteur>): boolean => {
    if (!config.entreeStricte) return false;
    const questions = readReponses(body).map(({ question }, i) => [`question${i + 1}`, question] as const);
    req.body = { ...Object.fromEntries(questions), ouvrir: '1' };
    return true;
  };

  get(chemins.profilQuestions, SIGNE, async ({ acteur, t }) => montrer(await siennes(acteur), [], t));

  const encore = ({ body, t }: Visit<Acteur>, { fields }: Refus) => montrer(readReponses(body), fields, t);
  const page = async ({ acteur, body, t }: Visit<Acteur>) => {
    const [choisies, reponses] = [await siennes(acteur), readReponses(body)];
    return montrer(reponses.some(({ question }) => question) ? reponses : choisies, [], t);
  };
  post(chemins.profilQuestions, { ...SIGNE, confirmer: sansReponses, encore, page }, async ({ acteur, body, origine, t }) => {
    await siennes(acteur);
    const reponses = readReponses(body);
    // Asked for by the page of security, or just back from a proof: nothing was answered yet.
    if (body.ouvrir === '1') return again();
    const fautes = fautesQuestions(reponses);
    if (fautes.length > 0) throw invalide(fautes);
    await acces.securite.choisirQuestions(acteur, reponses, origine);
    return go(chemins.profilSecurite(), t('acces.mesQuestions.fait'));
  });

  return routes;

  /** The questions chosen so far, without their answers, which nobody can read. */
  async function siennes(acteur: Acteur): Promise<Reponse[]> {
    const personne = await acces.securite.personneDe(acteur);
    if (!acces.secret.politique(personne).questions) throw introuvable();
    return RANGS.map((rang) => ({ question: personne.questions[rang - 1] ?? '', reponse: '' }));
  }

  function montrer(reponses: readonly Reponse[], fautes: readonly FieldError[], t: Translate): Page {
    return show('preuves/mes-questions.njk', pageMesQuestions(reponses, fautes, t));
  }
}
