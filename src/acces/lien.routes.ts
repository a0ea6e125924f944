/** First access and forgotten secret: the pages of the links sent by mail. A GET shows a form and changes nothing. */
import type { Request, Response } from 'express';
import { chemins, avecRequete } from '../chemins.js';
import type { FieldError } from '../kit/errors.js';
import type { Services } from '../services.js';
import { guardedRoutes, type Room, type RouteTools } from '../session/guarded-routes.js';
import { annoncer, origineDe } from '../session/request.js';
import { langueDe } from '../web/locals.js';
import { entrer, navigateurDe } from './entrer.js';
import { donneesForm, emailForm, fautesDonnees, fautesSecret, secretForm, type SaisieDonnees } from './lien.form.js';
import { pageDefinir, pageDonnees, pageLienMort, pageOublie, pageQuestions } from './lien.presenter.js';
import type { Lien } from './lien.service.js';
import type { SecretHache } from './personne.repository.js';
import { fautesQuestions, lireReponses, type Reponse } from './questions.js';
import { avecFacteur } from './secret.service.js';

declare module 'express-session' {
  interface SessionData {
    /** The secret chosen at the first step of a first access, hashed, until the second step spends the link. */
    premierAcces: { readonly jeton: string; readonly secret: SecretHache; readonly reponses?: readonly Reponse[] };
    /** The link whose questions this browser answered. */
    questionsRepondues: string;
  }
}

const TOUS = { pour: 'tous' } as const;

export function lienRoutes({ acces, clock, config, translator }: Services, tools: RouteTools): Room {
  const { router, routes, get, post } = guardedRoutes(tools);
  const mots = (req: Request) => translator(langueDe(req));

  get(chemins.motDePasseOublie, TOUS, (req, res) => {
    const etape = req.query.etape === 'envoye' ? 2 : req.query.etape === 'fin' ? 4 : 1;
    res.render('acces/oublie.njk', pageOublie(etape, [], mots(req)));
  });

  post(chemins.motDePasseOublie, TOUS, async (req, res) => {
    const { email } = emailForm.parse(req.body);
    if (!email.includes('@')) {
      const fautes = [{ field: 'email', message: 'acces.erreur.email' }];
      return res.status(422).render('acces/oublie.njk', { ...pageOublie(1, fautes, mots(req)), email });
    }
    await acces.liens.demander(email, origineDe(req));
    res.redirect(303, avecRequete(chemins.motDePasseOublie(), { etape: 'envoye' }));
  });

  get(chemins.motDePasseDefinir, TOUS, async (req, res) => {
    const lien = await acces.liens.ouvrir(String(req.params.jeton));
    if (!lien) return lienMort(req, res);
    if (aRepondre(req, lien)) return montrerQuestions(req, res, lien, false);
    if (req.query.etape === '2' && choisi(req, lien))
      return montrerDonnees(req, res, lien, { ...lien, email: '', emailConfirmation: '' }, []);
    montrerSecret(req, res, lien, []);
  });

  post(chemins.motDePasseDefinir, TOUS, async (req, res) => {
    const lien = await acces.liens.ouvrir(String(req.params.jeton));
    if (!lien) return lienMort(req, res);
    if (aRepondre(req, lien)) return repondre(req, res, lien);
    return req.body.etape === '2' ? secondeEtape(req, res, lien) : premiereEtape(req, res, lien);
  });

  async function premiereEtape(req: Request, res: Response, lien: Lien) {
    const saisie = secretForm.parse(req.body);
    const reponses = lien.nature === 'acces' && acces.secret.politique(lien).questions ? lireReponses(req.body) : [];
    const fautes = [...fautesSecret(saisie, await acces.secret.faute(lien, saisie.motDePasse)), ...fautesQuestions(reponses)];
    if (fautes.length > 0) return montrerSecret(req, res, lien, fautes);
    const secret = await acces.secret.hacher(lien, saisie.motDePasse);
    if (lien.nature === 'oubli') return terminer(req, res, lien, secret);
    req.session.premierAcces = { jeton: lien.jeton, secret, reponses: await acces.questions.hacher(reponses) };
    res.redirect(303, avecRequete(chemins.motDePasseDefinir({ jeton: String(req.params.jeton) }), { etape: '2' }));
  }

  /** The three answers, before anything else can be done with a mailed link. */
  async function repondre(req: Request, res: Response, lien: Lien) {
    const saisies = lireReponses(req.body).map(({ reponse }) => reponse);
    if (!(await acces.questions.verifier(lien.jeton, lien.id, saisies, clock()))) return montrerQuestions(req, res, lien, true);
    req.session.questionsRepondues = lien.jeton;
    res.redirect(303, chemins.motDePasseDefinir({ jeton: String(req.params.jeton) }));
  }

  async function secondeEtape(req: Request, res: Response, lien: Lien) {
    const secret = choisi(req, lien);
    if (!secret) return montrerSecret(req, res, lien, [{ field: 'motDePasse', message: 'acces.erreur.recommencer' }]);
    const saisie = donneesForm.parse(req.body);
    const fautes = fautesDonnees(saisie, lien.email);
    if (fautes.length > 0) return montrerDonnees(req, res, lien, saisie, fautes);
    return terminer(req, res, lien, secret, saisie);
  }

  /** Spends the link and enters, unless a second factor must be shown first. */
  async function terminer(req: Request, res: Response, lien: Lien, secret: SecretHache, donnees?: SaisieDonnees) {
    const { reponses } = req.session.premierAcces ?? {};
    if (!(await acces.liens.definir(lien, { hache: secret, donnees, reponses: donnees && reponses }, origineDe(req))))
      return lienMort(req, res);
    // The link proves the mailbox; whoever has a second factor shows it at the door.
    if (!avecFacteur(lien)) {
      const issue = await acces.entree.admettre(lien.id, origineDe(req), navigateurDe(req));
      if (issue.issue === 'admis') await entrer(req, res, issue, { clock, config });
    }
    if (!donnees) return res.redirect(303, avecRequete(chemins.motDePasseOublie(), { etape: 'fin' }));
    req.session.langue = donnees.langue;
    annoncer(req, 'succes', translator(donnees.langue)('acces.premier.bienvenue'));
    res.redirect(303, chemins.accueil());
  }

  const choisi = (req: Request, lien: Lien) => {
    const { premierAcces } = req.session;
    return premierAcces?.jeton === lien.jeton ? premierAcces.secret : undefined;
  };
  const aRepondre = (req: Request, lien: Lien) =>
    lien.nature === 'oubli' &&
    lien.questions.length > 0 &&
    acces.secret.politique(lien).questions &&
    req.session.questionsRepondues !== lien.jeton;
  const montrerQuestions = (req: Request, res: Response, lien: Lien, faux: boolean) =>
    res.status(faux ? 422 : 200).render('acces/questions.njk', pageQuestions(lien.questions, faux, mots(req)));
  const lienMort = (req: Request, res: Response) => res.status(404).render('acces/lien-mort.njk', pageLienMort(mots(req)));
  const montrerSecret = (req: Request, res: Response, lien: Lien, fautes: readonly FieldError[]) =>
    res
      .status(fautes.length > 0 ? 422 : 200)
      .render('acces/definir.njk', pageDefinir(lien, acces.secret.politique(lien), lireReponses(req.body ?? {}), fautes, mots(req)));
  const montrerDonnees = (req: Request, res: Response, lien: Lien, saisie: SaisieDonnees, fautes: readonly FieldError[]) =>
    res.status(fautes.length > 0 ? 422 : 200).render('acces/donnees.njk', pageDonnees(saisie, lien.email, fautes, mots(req)));

  return { router, routes };
}
