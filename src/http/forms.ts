/**
 * What a form goes through: who sends it, from which of our pages, once; then where its answer is read. A browser reads every answer
 * at an address that it may ask for again, so that its Back never offers to send the form twice; a program has it at once, with the
 * status of what happened (decision 26).
 */
import type { Request, RequestHandler, Response } from 'express';
import { Refus } from '../kit/errors.js';
import { checkOrigin } from '../kit/web/csrf.js';
import type { Acteur } from '../droits/acteur.js';
import { acteurDe } from './express.js';
import { isAgain, type FormAnswer, type Page } from './answers.js';
import { readForm } from './body.js';
import type { KeptRefus } from './kept-forms.service.js';
import { once } from './once.js';
import { isOurs, keptForLater, pageBefore, REOPENED } from './other-session.js';
import { demanderPreuve, noMoreWaiting, preuveRecente } from './preuve.js';
import { render, reply, replyRefus } from './reply.js';
import { checkRight, signedOut, toTheDoor, type Pour } from './rights.js';
import type { RouteTools } from './tools.js';
import { visitOf, type Visit } from './visit.js';

export interface FormSpec<V> {
  readonly pour: Pour;
  /** The field of a form with files: read once the rights are known. */
  readonly fichiers?: string;
  /** True when this act asks again who one is, unless one proved it a moment ago (`/confirmer`, then back with what was typed). */
  readonly confirmer?: (visit: V) => Promise<boolean> | boolean;
  /** The page shown again, as things are now, when the act is refused (409, 422); what is wrong is added to it. Changes nothing. */
  readonly encore?: (visit: V, refus: Refus) => Promise<Page> | Page;
  /** The page of `again(found)`: a step, a confirmation. Changes nothing. */
  readonly page?: (visit: V, found: unknown) => Promise<Page> | Page;
}

/** A visit whose person and parameters are those that the route asks for. */
export type AnyVisit = Visit<Acteur, never>;

/** What the form itself shows when it comes back; any other refusal has a page of its own. */
const shownByForm = ({ status, key }: Refus): boolean => [409, 422, 500].includes(status) || REOPENED.has(key);

/** A browser that will show the answer in place of the page: it alone has a Back. */
export const navigates = (req: Request): boolean => req.get('sec-fetch-mode') === 'navigate';

export const plain = ({ status, key, params, fields }: Refus): KeptRefus => ({ status, key, params, fields });

export function formHandlers(tools: RouteTools, pattern: string, spec: FormSpec<AnyVisit>, act: (visit: AnyVisit) => Promise<FormAnswer>) {
  const { pour, fichiers, confirmer, encore, page } = spec;
  const visit = (req: Request, res: Response) => visitOf<Acteur, never>(tools.translator, req, res);

  const handle: RequestHandler = async (req, res) => {
    // Nothing of a stranger's body is read.
    if (signedOut(req, pour)) return toTheDoor(res, navigates(req) ? await keptForLater(tools, req, res, encore !== undefined) : undefined);
    checkOrigin(req, tools.origin());
    try {
      checkRight(req, pour);
      await readForm(req, res, fichiers === undefined ? undefined : { field: fichiers, who: String(acteurDe(req)?.identifiantId) });
      if (!(await isOurs(tools, req, encore !== undefined))) return toTheDoor(res, pageBefore(tools, req));
      if (req.body._garder !== undefined) throw new Refus(403, 'erreurs.saisie_gardee');
      const here = visit(req, res);
      if (confirmer && !preuveRecente(req, tools.clock) && (await confirmer(here))) return demanderPreuve(req, res);
      if (confirmer) noMoreWaiting(req);
      await answer(req, res, await (pour === 'tous' ? act(here) : once(tools.answers, req, pattern, () => act(here))));
    } catch (error) {
      if (!(error instanceof Refus)) throw error;
      await refuse(req, res, error);
    }
  };

  async function answer(req: Request, res: Response, said: FormAnswer): Promise<void> {
    if (!isAgain(said)) return reply(req, res, said);
    const to = navigates(req) ? (said.at ?? (await tools.forms.keep(req, { found: said.found }))) : undefined;
    if (to !== undefined) return res.redirect(303, to);
    if (!page) throw new Error(`${pattern} asks to be shown again, and says no page`);
    render(res, await page(visit(req, res), said.found));
  }

  async function refuse(req: Request, res: Response, refus: Refus): Promise<void> {
    const to = navigates(req) ? await tools.forms.keep(req, { refus: plain(refus) }) : undefined;
    if (to !== undefined) return res.redirect(303, to);
    if (!encore || !shownByForm(refus)) throw refus;
    const here = visit(req, res);
    replyRefus(res, await encore(here, refus), refus, here.t);
  }

  /** Shows the form that the address names; false when it is not kept, or not for this person. */
  async function again(req: Request, res: Response): Promise<boolean> {
    if (signedOut(req, pour)) {
      toTheDoor(res, req.originalUrl);
      return true;
    }
    checkRight(req, pour);
    const kept = await tools.forms.find(req);
    if (!kept || (!kept.refus && !page)) return false;
    req.body = kept.fields;
    const here = visit(req, res);
    if (!kept.refus) {
      if (page) render(res, await page(here, kept.found));
      return true;
    }
    const refus = new Refus(kept.refus.status as Refus['status'], kept.refus.key, kept.refus.params, kept.refus.fields);
    if (!encore || !shownByForm(refus)) throw refus;
    replyRefus(res, await encore(here, refus), refus, here.t);
    return true;
  }

  return { handle, again };
}
