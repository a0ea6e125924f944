/** The only way to declare a page: address, who may open it, one handler. */
import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Chemin } from '../chemins.js';
import type { Clock } from '../kit/dates.js';
import { chemins, avecRequete } from '../chemins.js';
import { conflit, interdit } from '../kit/errors.js';
import { isKey, type Idempotence } from '../kit/idempotence.js';
import { checkCsrf } from '../kit/web/csrf.js';
import { acteurDe } from './express.js';
import { demanderPreuve, preuveRecente } from './preuve.js';
import { PROFILS, ROLES_GARANT, type Acteur, type Agent, type Collaborateur, type Profil, type RoleGarant } from './acteur.js';

/** Who may open a page: anyone, anyone signed in, these profiles of a client, these roles of the insurer. */
export type Pour = 'tous' | 'connectes' | readonly Profil[] | readonly RoleGarant[];

type ActeurDe<P extends Pour> = P extends 'tous'
  ? Acteur | undefined
  : P extends 'connectes'
    ? Acteur
    : P extends readonly Profil[]
      ? Collaborateur
      : Agent;

export const CLIENT: readonly Profil[] = PROFILS;
export const GARANT: readonly RoleGarant[] = ROLES_GARANT;

export type Handler<P extends Pour> = (req: Request, res: Response, acteur: ActeurDe<P>) => Promise<void> | void;

export interface DeclaredRoute {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly pour: Pour;
}

export interface Room {
  readonly router: Router;
  readonly routes: readonly DeclaredRoute[];
}

interface GetOptions<P extends Pour> {
  readonly pour: P;
}

interface PostOptions<P extends Pour> {
  readonly pour: P;
  /** Reads a multipart form before anything else. */
  readonly fichiers?: RequestHandler;
  /** True when this act asks again who one is, unless one proved it a moment ago (`/confirmer`, then back with what was typed). */
  readonly confirmer?: (req: Request, acteur: ActeurDe<P>) => Promise<boolean> | boolean;
}

export interface RouteTools {
  readonly idempotence: Idempotence;
  /** Scheme, host and port that our own pages are served from. */
  readonly origin: () => string;
  readonly clock: Clock;
}

export function guardedRoutes({ idempotence, origin, clock }: RouteTools) {
  const router = Router();
  const routes: DeclaredRoute[] = [];

  function get<const P extends Pour>(chemin: Chemin, { pour }: GetOptions<P>, handler: Handler<P>): void {
    routes.push({ method: 'get', path: chemin.pattern, pour });
    router.get(chemin.pattern, async (req, res) => {
      if (!admitted(req, res, pour)) return;
      await handler(req, res, acteurDe(req) as ActeurDe<P>);
    });
  }

  function post<const P extends Pour>(chemin: Chemin, { pour, fichiers, confirmer }: PostOptions<P>, handler: Handler<P>): void {
    routes.push({ method: 'post', path: chemin.pattern, pour });
    const act: RequestHandler = async (req, res) => {
      if (!admitted(req, res, pour)) return;
      checkCsrf(req, origin());
      if (confirmer && !preuveRecente(req, clock) && (await confirmer(req, acteurDe(req) as ActeurDe<P>))) return demanderPreuve(req, res);
      await onceOnly(idempotence, req, res, () => handler(req, res, acteurDe(req) as ActeurDe<P>));
    };
    router.post(chemin.pattern, ...(fichiers ? [fichiers] : []), act);
  }

  return { router, routes, get, post };
}

/** Signed out: to the sign-in page and back. Signed in without the right: 403. */
function admitted(req: Request, res: Response, pour: Pour): boolean {
  if (pour === 'tous') return true;
  const acteur = acteurDe(req);
  if (!acteur) {
    const retour = req.method === 'GET' ? req.originalUrl : undefined;
    res.redirect(303, avecRequete(chemins.connexion(), { retour: retour === '/' ? undefined : retour }));
    return false;
  }
  if (pour === 'connectes') return true;
  const roles: readonly string[] = acteur.genre === 'client' ? acteur.profils : [acteur.role];
  if (!roles.some((role) => (pour as readonly string[]).includes(role))) throw interdit();
  return true;
}

/** A form with a key acts once; its copies are answered as the first one was. */
async function onceOnly(idempotence: Idempotence, req: Request, res: Response, act: () => Promise<void> | void): Promise<void> {
  const cle: unknown = req.body?._idempotence;
  const acteur = acteurDe(req);
  if (!acteur || !isKey(cle)) return act();
  const key = { cle, identifiantId: acteur.identifiantId, chemin: req.path };
  const begun = await idempotence.begin(key);
  if (begun === undefined) throw conflit('erreurs.deja_en_cours');
  if (begun !== 'first') return res.redirect(begun.status, begun.location);

  const redirect = res.redirect.bind(res) as (status: number, url: string) => void;
  let answer: { status: number; location: string } | undefined;
  res.redirect = ((status: number, location: string) => void (answer = { status, location })) as typeof res.redirect;
  try {
    await act();
  } catch (error) {
    await idempotence.release(key);
    throw error;
  }
  if (!answer) return idempotence.release(key);
  await idempotence.finish(key, answer);
  redirect(answer.status, answer.location);
}
