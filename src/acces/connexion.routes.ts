/** The door: sign-in, sign-out, language. */
import { promisify } from 'node:util';
import type { Request } from 'express';
import passport from 'passport';
import { Strategy } from 'passport-local';
import { go, show } from '../http/answers.js';
import { origineDe, type Visit } from '../http/visit.js';
import { avecRequete, chemins } from '../chemins.js';
import { invalide } from '../kit/errors.js';
import type { Services } from '../services.js';
import type { Issue } from './admission.service.js';
import { offrirCle } from '../preuves/cle.js';
import { suivre } from './entrer.js';
import { navigateurDe } from '../preuves/navigateur.js';
import { guardedRoutes, type Room, type RouteTools } from '../http/routes.js';
import type { Acteur } from '../droits/acteur.js';
import { adresseInterne, connexionForm, langueForm } from './connexion.form.js';
import { pageConnexion } from './connexion.presenter.js';

export function installPassport({ droits, acces }: Pick<Services, 'droits' | 'acces'>): passport.Authenticator {
  const door = new passport.Passport();
  door.use(
    new Strategy({ usernameField: 'email', passwordField: 'motDePasse', passReqToCallback: true }, (req, email, secret, done) => {
      // Coming in may take a second step: the door's word travels as passport's "info".
      acces.entree.connecter(email, secret, origineDe(req), navigateurDe(req)).then((issue) => done(null, false, issue as never), done);
    }),
  );
  door.serializeUser((user, done) => done(null, (user as Acteur).identifiantId));
  door.deserializeUser((id, done) => {
    droits.acteur(Number(id)).then((acteur) => done(null, (acteur as Express.User | undefined) ?? false), done);
  });
  return door;
}

export function sessionRoutes(
  { droits, acces, profil, config, clock, comptesDemo }: Services,
  tools: RouteTools,
  door: passport.Authenticator,
): Room {
  const { routes, get, post } = guardedRoutes(tools);
  const page = async ({ query, body, req, t }: Visit<unknown>, email: string, refusee: boolean) =>
    pageConnexion({
      cle: await offrirCle(req, acces.passkeys),
      titre: t('session.titre'),
      email,
      refusee,
      retour: adresseInterne(body.retour ?? query.retour),
      comptes: config.demo ? comptesDemo : [],
    });

  get(chemins.connexion, { pour: 'tous' }, async (visite) => {
    if (visite.acteur) return go(adresseInterne(visite.query.retour));
    return show('acces/connexion.njk', await page(visite, '', false));
  });

  const encore = async (visite: Visit<unknown>) => {
    const form = connexionForm.pick({ email: true }).safeParse(visite.body);
    return show('acces/connexion.njk', await page(visite, form.data?.email ?? '', true));
  };
  post(chemins.connexion, { pour: 'tous', encore }, async (visite) => {
    const form = connexionForm.safeParse(visite.body);
    const issue = form.success ? await authenticated(door, visite.req) : undefined;
    if (issue && issue.issue !== 'refuse')
      return suivre(visite, issue, { retour: adresseInterne(visite.body.retour), clock, config, profil });
    throw invalide([{ field: 'email', message: 'session.refusee' }]);
  });

  post(chemins.deconnexion, { pour: 'tous' }, async ({ body, req }) => {
    const { langue } = req.session;
    await promisify((done: (error?: unknown) => void) => req.logOut(done))();
    req.session.langue = langue;
    const retour = adresseInterne(body.retour);
    return go(avecRequete(chemins.connexion(), { retour: retour === chemins.accueil() ? undefined : retour }));
  });

  post(chemins.langue, { pour: 'tous' }, async ({ acteur, body, req }) => {
    const form = langueForm.safeParse(body);
    if (form.success) {
      req.session.langue = form.data.langue;
      if (acteur) await droits.changerLangue(acteur, form.data.langue);
    }
    return go(adresseInterne(form.data?.retour));
  });

  return routes;
}

const authenticated = (door: passport.Authenticator, req: Request): Promise<Issue | undefined> =>
  new Promise((resolve, reject) => {
    const verify = door.authenticate('local', (error: unknown, _user: unknown, issue: Issue | undefined) =>
      error ? reject(error as Error) : resolve(issue && 'issue' in issue ? issue : undefined),
    ) as (req: Request) => void;
    verify(req);
  });
