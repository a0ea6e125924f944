/** The door: sign-in, sign-out, language. */
import { promisify } from 'node:util';
import type { Request } from 'express';
import passport from 'passport';
import { Strategy } from 'passport-local';
import { chemins } from '../chemins.js';
import type { Services } from '../services.js';
import { langueDe } from '../web/locals.js';
import type { Issue } from '../acces/entree.service.js';
import { offrirCle } from '../acces/cle.js';
import { navigateurDe, suivre } from '../acces/entrer.js';
import type { Acteur } from './acteur.js';
import { adresseInterne, connexionForm, langueForm } from './session.form.js';
import { acteurDe } from './express.js';
import { guardedRoutes, type Room, type RouteTools } from './guarded-routes.js';
import { origineDe } from './request.js';
import { pageConnexion } from './session.presenter.js';

export function installPassport({ session, acces }: Pick<Services, 'session' | 'acces'>): passport.Authenticator {
  const door = new passport.Passport();
  door.use(
    new Strategy({ usernameField: 'email', passwordField: 'motDePasse', passReqToCallback: true }, (req, email, secret, done) => {
      // Coming in may take a second step: the door's word travels as passport's "info".
      acces.entree.connecter(email, secret, origineDe(req), navigateurDe(req)).then((issue) => done(null, false, issue as never), done);
    }),
  );
  door.serializeUser((user, done) => done(null, (user as Acteur).identifiantId));
  door.deserializeUser((id, done) => {
    session.acteur(Number(id)).then((acteur) => done(null, (acteur as Express.User | undefined) ?? false), done);
  });
  return door;
}

export function sessionRoutes(
  { session, acces, profil, config, clock, comptesDemo, translator }: Services,
  tools: RouteTools,
  door: passport.Authenticator,
): Room {
  const { router, routes, get, post } = guardedRoutes(tools);
  const page = async (req: Request, email: string, refusee: boolean) =>
    pageConnexion({
      cle: await offrirCle(req, acces.passkeys),
      titre: translator(langueDe(req))('session.titre'),
      email,
      refusee,
      retour: adresseInterne(req.body?.retour ?? req.query.retour),
      comptes: config.demo ? comptesDemo : [],
      // In demonstration everyone has a code; elsewhere a keyboard of figures would hold nobody's phrase.
      champSecret: config.entreeStricte ? 'secret' : 'code',
    });

  get(chemins.connexion, { pour: 'tous' }, async (req, res, acteur) => {
    if (acteur) return res.redirect(303, adresseInterne(req.query.retour));
    res.render('session/connexion.njk', await page(req, '', false));
  });

  post(chemins.connexion, { pour: 'tous' }, async (req, res) => {
    const form = connexionForm.safeParse(req.body);
    const issue = form.success ? await authenticated(door, req) : undefined;
    if (issue && issue.issue !== 'refuse')
      return suivre(req, res, issue, { retour: adresseInterne(req.body.retour), clock, config, profil, translator });
    res.status(422).render('session/connexion.njk', await page(req, form.success ? form.data.email : '', true));
  });

  post(chemins.deconnexion, { pour: 'tous' }, async (req, res) => {
    const { langue } = req.session;
    await promisify((done: (error?: unknown) => void) => req.logOut(done))();
    req.session.langue = langue;
    res.redirect(303, chemins.connexion());
  });

  post(chemins.langue, { pour: 'tous' }, async (req, res) => {
    const form = langueForm.safeParse(req.body);
    if (form.success) {
      req.session.langue = form.data.langue;
      const acteur = acteurDe(req);
      if (acteur) await session.changerLangue(acteur, form.data.langue);
    }
    res.redirect(303, adresseInterne(form.data?.retour));
  });

  return { router, routes };
}

const authenticated = (door: passport.Authenticator, req: Request): Promise<Issue | undefined> =>
  new Promise((resolve, reject) => {
    const verify = door.authenticate('local', (error: unknown, _user: unknown, issue: Issue | undefined) =>
      error ? reject(error as Error) : resolve(issue && 'issue' in issue ? issue : undefined),
    ) as (req: Request) => void;
    verify(req);
  });
