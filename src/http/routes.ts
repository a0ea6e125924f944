/** The only way to declare a page: address, who may open it, one handler. The chores are done here. */
import type { Request, RequestHandler, Response } from 'express';
import type { Chemin, NomsDe } from '../chemins.js';
import type { Answer, FormAnswer } from './answers.js';
import { formHandlers, type AnyVisit, type FormSpec } from './forms.js';
import { reply } from './reply.js';
import { checkRight, signedOut, toTheDoor, type ActeurDe, type Pour } from './rights.js';
import type { RouteTools } from './tools.js';
import { visitOf, type Visit } from './visit.js';

export { CLIENT, GARANT, type Pour } from './rights.js';
export type { RouteTools } from './tools.js';

export interface Route {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly pour: Pour;
  readonly handle: RequestHandler;
  /** Of a form: shows it as it was sent, where `?formulaire=` names one that is kept; false when it is not. */
  readonly again?: (req: Request, res: Response) => Promise<boolean>;
}

export type Room = readonly Route[];

interface GetOptions<P extends Pour> {
  readonly pour: P;
  /** This address does something (prints a numbered duplicate): a HEAD or a request for a part of it does nothing. */
  readonly agit?: boolean;
}

type PostOptions<P extends Pour, C extends string> = FormSpec<Visit<ActeurDe<P>, NomsDe<C>>> & { readonly pour: P };

export function guardedRoutes(tools: RouteTools) {
  const routes: Route[] = [];

  function get<const P extends Pour, const C extends string>(
    chemin: Chemin<C>,
    { pour, agit }: GetOptions<P>,
    handler: (visit: Visit<ActeurDe<P>, NomsDe<C>>) => Promise<Answer> | Answer,
  ): void {
    const handle: RequestHandler = async (req, res) => {
      if (signedOut(req, pour)) return toTheDoor(res, req.originalUrl);
      checkRight(req, pour);
      if (agit && (req.method === 'HEAD' || req.headers.range)) return void res.status(req.method === 'HEAD' ? 204 : 416).end();
      reply(req, res, await handler(visitOf(tools.translator, req, res)));
    };
    routes.push({ method: 'get', path: chemin.pattern, pour, handle });
  }

  function post<const P extends Pour, const C extends string>(
    chemin: Chemin<C>,
    spec: PostOptions<P, C>,
    handler: (visit: Visit<ActeurDe<P>, NomsDe<C>>) => Promise<FormAnswer> | FormAnswer,
  ): void {
    // The rights of `pour` are checked before: the visit is one of `ActeurDe<P>`.
    const { handle, again } = formHandlers(tools, chemin.pattern, spec as unknown as FormSpec<AnyVisit>, async (visit) =>
      handler(visit as unknown as Visit<ActeurDe<P>, NomsDe<C>>),
    );
    routes.push({ method: 'post', path: chemin.pattern, pour: spec.pour, handle, again });
  }

  return { routes, get, post };
}
