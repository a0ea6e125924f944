/** The only way to declare a page: address, who may open it, one handler. The chores are done here. */
import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { chemins, avecRequete, type Chemin, type NomsDe } from '../chemins.js';
import { interdit, Refus } from '../kit/errors.js';
import { isKey, oneAtATime, withKey, type Answers } from '../kit/idempotence.js';
import type { Translator } from '../kit/i18n.js';
import type { Clock } from '../kit/dates.js';
import { checkCsrf, checkOrigin } from '../kit/web/csrf.js';
import { PROFILS, ROLES_GARANT, type Acteur, type Agent, type Collaborateur, type Profil, type RoleGarant } from '../droits/acteur.js';
import { acteurDe } from './express.js';
import { demanderPreuve, preuveRecente } from './preuve.js';
import { isRedirection, type Answer, type Page, type Redirection } from './answers.js';
import { readForm } from './body.js';
import { langueDe } from './langue.js';
import { reply, replyRefus } from './reply.js';
import { origineDe, whole, type Visit } from './visit.js';

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

export interface Route {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly pour: Pour;
  readonly handle: RequestHandler;
}

export type Room = readonly Route[];

type Handler<P extends Pour, C extends string> = (visit: Visit<ActeurDe<P>, NomsDe<C>>) => Promise<Answer> | Answer;

interface GetOptions<P extends Pour> {
  readonly pour: P;
  /** This address does something (prints a numbered duplicate): a HEAD or a request for a part of it does nothing. */
  readonly agit?: boolean;
}

interface PostOptions<P extends Pour, C extends string> {
  readonly pour: P;
  /** The field of a form with files: read once the rights are known. */
  readonly fichiers?: string;
  /** True when this act asks again who one is, unless one proved it a moment ago (`/confirmer`, then back with what was typed). */
  readonly confirmer?: (visit: Visit<ActeurDe<P>, NomsDe<C>>) => Promise<boolean> | boolean;
  /** The page shown again, as things are now, when the act is refused (409, 422); what is wrong is added to it. */
  readonly encore?: (visit: Visit<ActeurDe<P>, NomsDe<C>>, refus: Refus) => Promise<Page> | Page;
}

export interface RouteTools {
  /** Scheme, host and port that our own pages are served from. */
  readonly origin: () => string;
  readonly clock: Clock;
  readonly translator: Translator;
  readonly answers: Answers<Redirection>;
}

export function guardedRoutes({ origin, clock, translator, answers }: RouteTools) {
  const routes: Route[] = [];

  function visit<P extends Pour, C extends string>(req: Request, res: Response): Visit<ActeurDe<P>, NomsDe<C>> {
    const langue = langueDe(req);
    const body = (req.body ?? {}) as Readonly<Record<string, unknown>>;
    return {
      acteur: acteurDe(req) as ActeurDe<P>,
      params: req.params as Readonly<Record<NomsDe<C>, string>>,
      query: req.query,
      body,
      version: whole(body.version),
      langue,
      t: translator(langue),
      origine: origineDe(req),
      req,
      res,
    };
  }

  function get<const P extends Pour, const C extends string>(
    chemin: Chemin<C>,
    { pour, agit }: GetOptions<P>,
    handler: Handler<P, C>,
  ): void {
    const handle: RequestHandler = async (req, res) => {
      if (!admitted(req, res, pour)) return;
      if (agit && (req.method === 'HEAD' || req.headers.range)) return void res.status(req.method === 'HEAD' ? 204 : 416).end();
      reply(req, res, await handler(visit(req, res)));
    };
    routes.push({ method: 'get', path: chemin.pattern, pour, handle });
  }

  function post<const P extends Pour, const C extends string>(
    chemin: Chemin<C>,
    { pour, fichiers, confirmer, encore }: PostOptions<P, C>,
    handler: Handler<P, C>,
  ): void {
    const handle: RequestHandler = async (req, res) => {
      // Nothing of a stranger's body is read.
      if (!admitted(req, res, pour)) return;
      checkOrigin(req, origin());
      await readForm(req, res, fichiers === undefined ? undefined : { field: fichiers, who: String(acteurDe(req)?.identifiantId) });
      checkCsrf(req);
      const here = visit<P, C>(req, res);
      if (confirmer && !preuveRecente(req, clock) && (await confirmer(here))) return demanderPreuve(req, res);
      const act = async (): Promise<Redirection | undefined> => {
        const answer = await handler(here);
        if (isRedirection(answer)) return answer;
        reply(req, res, answer);
      };
      try {
        reply(req, res, await (pour === 'tous' ? act() : once(answers, req, chemin.pattern, act)));
      } catch (error) {
        if (!encore || !(error instanceof Refus) || (error.status !== 409 && error.status !== 422)) throw error;
        replyRefus(res, await encore(here, error), error, here.t);
      }
    };
    routes.push({ method: 'post', path: chemin.pattern, pour, handle });
  }

  return { routes, get, post };
}

/** Signed out: to the sign-in page and back. Signed in without the right: 403. */
function admitted(req: Request, res: Response, pour: Pour): boolean {
  if (pour === 'tous') return true;
  const acteur = acteurDe(req);
  if (!acteur) {
    const retour = req.method === 'GET' && req.originalUrl !== '/' ? req.originalUrl : undefined;
    res.redirect(303, avecRequete(chemins.connexion(), { retour }));
    return false;
  }
  if (pour === 'connectes') return true;
  const roles: readonly string[] = acteur.genre === 'client' ? acteur.profils : [acteur.role];
  if (!roles.some((role) => (pour as readonly string[]).includes(role))) throw interdit();
  return true;
}

/**
 * A form with a key acts once: its transactions remember what they did, its copies go where the first one went (kit/idempotence). Not
 * those of the door, which are open to all: where they lead may be a mailed link, whose token is kept nowhere.
 */
function once(
  answers: Answers<Redirection>,
  req: Request,
  pattern: string,
  act: () => Promise<Redirection | undefined>,
): Promise<Redirection | undefined> {
  const cle: unknown = req.body?._idempotence;
  const acteur = acteurDe(req);
  if (!acteur || !isKey(cle)) return act();
  const key = { cle, identifiantId: acteur.identifiantId, chemin: pattern };
  return oneAtATime(key, async () => {
    const known = await answers.find(key, wordsOf(req));
    if (known) return known;
    let answer: Redirection | undefined;
    try {
      answer = await withKey(key, act);
    } finally {
      await (answer ? answers.keep(key, answer) : answers.forget(key));
    }
    return answer;
  });
}

/** What a form says, in a few characters: its address, its fields but for what each page makes anew, the names of its files. */
function wordsOf({ params, body, files }: Request): string {
  const names = Array.isArray(files) ? files.map(({ originalname, size }) => [originalname, size]) : [];
  const said = [params, (body ?? {}) as object].map((one) =>
    Object.entries(one)
      .filter(([name]) => name !== '_csrf' && name !== '_idempotence')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return createHash('sha256')
    .update(JSON.stringify([...said, names]))
    .digest('base64url');
}
