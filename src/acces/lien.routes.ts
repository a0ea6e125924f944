/** The links sent by mail, for a first access or a forgotten secret. A GET shows a form and changes nothing. */
import type { Request } from 'express';
import { again, go, show, type FormAnswer, type Page } from '../http/answers.js';
import type { Visit } from '../http/visit.js';
import type { Translate } from '../kit/i18n.js';
import { chemins, avecRequete } from '../chemins.js';
import { invalide, type FieldError, type Refus } from '../kit/errors.js';
import type { Services } from '../services.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import { entrer } from './entrer.js';
import { navigateurDe } from '../preuves/navigateur.js';
import { donneesForm, fautesDonnees, type SaisieDonnees } from './lien.form.js';
import { fautesSecret, secretForm } from '../preuves/secret.form.js';
import { pageDefinir, pageDonnees, pageLienMort, pageQuestions } from './lien.presenter.js';
import type { Lien } from './lien.service.js';
import { fautesQuestions, readReponses, type Reponse } from '../preuves/questions.js';
import { avecFacteur, type SecretHache } from '../preuves/politique.js';

declare module 'express-session' {
  interface SessionData {
    /** The secret chosen at the first step of a first access, hashed, until the second step spends the link. */
    premierAcces: { readonly jeton: string; readonly secret: SecretHache; readonly reponses?: readonly Reponse[] };
    /** The link whose questions this browser answered. */
    questionsRepondues: string;
  }
}

const TOUS = { pour: 'tous' } as const;

/** Whoever follows a link. */
type Visite = Visit<unknown, 'jeton'>;

export function lienRoutes({ acces, clock, config, translator }: Services, tools: RouteTools): Room {
  const { routes, get, post } = guardedRoutes(tools);

  get(chemins.motDePasseDefinir, TOUS, (visite) => montrer(visite));

  /** The step that is asked for, or the one that was sent with what is wrong; the page of a dead link when it died meanwhile. */
  const montrer = async ({ params, query, body, req, t }: Visite, refus?: Refus): Promise<Page> => {
    const lien = await acces.liens.ouvrir(params.jeton);
    if (!lien) return lienMort(t);
    if (aRepondre(req, lien)) return montrerQuestions(lien, refus !== undefined, t);
    const { etape } = refus ? body : query;
    const saisie = refus ? donneesForm.parse(body) : { ...lien, email: '', emailConfirmation: '' };
    if (etape === '2' && choisi(req, lien)) return montrerDonnees(lien, saisie, refus?.fields ?? [], t);
    return montrerSecret(lien, refus ? body : {}, refus?.fields ?? [], t);
  };
  post(chemins.motDePasseDefinir, { ...TOUS, encore: montrer, page: ({ t }) => lienMort(t) }, async (visite) => {
    const lien = await acces.liens.ouvrir(visite.params.jeton);
    if (!lien) return again();
    if (aRepondre(visite.req, lien)) return repondre(visite, lien);
    return visite.body.etape === '2' ? secondeEtape(visite, lien) : premiereEtape(visite, lien);
  });

  return routes;

  async function premiereEtape(visite: Visite, lien: Lien): Promise<FormAnswer> {
    const { params, body, req } = visite;
    const saisie = secretForm.parse(body);
    const reponses = lien.nature === 'acces' && acces.secret.politique(lien).questions ? readReponses(body) : [];
    const fautes = [...fautesSecret(saisie, await acces.secret.faute(lien, saisie.motDePasse)), ...fautesQuestions(reponses)];
    if (fautes.length > 0) throw invalide(fautes);
    const secret = await acces.secret.hacher(lien, saisie.motDePasse);
    if (lien.nature === 'oubli') return terminer(visite, lien, secret);
    req.session.premierAcces = { jeton: lien.jeton, secret, reponses: await acces.questions.hacher(reponses) };
    return go(avecRequete(chemins.motDePasseDefinir(params), { etape: '2' }));
  }

  /** The three answers, before anything else can be done with a mailed link. */
  async function repondre({ params, body, req }: Visite, lien: Lien): Promise<FormAnswer> {
    const saisies = readReponses(body).map(({ reponse }) => reponse);
    if (!(await acces.questions.verifier(lien.jeton, lien.id, saisies, clock())))
      throw invalide([{ field: 'reponse1', message: 'acces.questions.fausses' }]);
    req.session.questionsRepondues = lien.jeton;
    return go(chemins.motDePasseDefinir(params));
  }

  async function secondeEtape(visite: Visite, lien: Lien): Promise<FormAnswer> {
    const { body, req } = visite;
    const secret = choisi(req, lien);
    if (!secret) throw invalide([{ field: 'motDePasse', message: 'acces.erreur.recommencer' }]);
    const saisie = donneesForm.parse(body);
    const fautes = fautesDonnees(saisie, lien.email);
    if (fautes.length > 0) throw invalide(fautes);
    return terminer(visite, lien, secret, saisie);
  }

  /** Spends the link and enters, unless a second factor must be shown first. */
  async function terminer({ origine, req, res }: Visite, lien: Lien, secret: SecretHache, donnees?: SaisieDonnees): Promise<FormAnswer> {
    const { reponses } = req.session.premierAcces ?? {};
    if (!(await acces.liens.definir(lien, { hache: secret, donnees, reponses: donnees && reponses }, origine))) return again();
    // The link proves the mailbox; whoever has a second factor shows it at the door.
    if (!avecFacteur(lien)) {
      const issue = await acces.entree.admettre(lien.id, origine, navigateurDe(req));
      if (issue.issue === 'admis') await entrer(req, res, issue, { clock, config });
    }
    if (!donnees) return go(avecRequete(chemins.motDePasseOublie(), { etape: 'fin' }));
    req.session.langue = donnees.langue;
    return go(chemins.accueil(), translator(donnees.langue)('acces.premier.bienvenue'));
  }

  function aRepondre({ session }: Request, lien: Lien): boolean {
    const { nature, questions, jeton } = lien;
    return nature === 'oubli' && questions.length > 0 && acces.secret.politique(lien).questions && session.questionsRepondues !== jeton;
  }
  function montrerSecret(lien: Lien, body: Visite['body'], fautes: readonly FieldError[], t: Translate): Page {
    const page = pageDefinir(lien, acces.secret.politique(lien), readReponses(body), fautes, t);
    return show('acces/definir.njk', page);
  }
}

const choisi = ({ session: { premierAcces } }: Request, lien: Lien): SecretHache | undefined =>
  premierAcces?.jeton === lien.jeton ? premierAcces.secret : undefined;
const montrerQuestions = (lien: Lien, faux: boolean, t: Translate): Page =>
  show('acces/questions.njk', pageQuestions(lien.questions, faux, t));
const lienMort = (t: Translate): Page => show('acces/lien-mort.njk', pageLienMort(t), 404);
const montrerDonnees = (lien: Lien, saisie: SaisieDonnees, fautes: readonly FieldError[], t: Translate): Page =>
  show('acces/donnees.njk', pageDonnees(saisie, lien.email, fautes, t));
