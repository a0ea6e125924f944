/** The challenge of a passkey, the same until it is answered, so that two tabs do not undo each other: a visitor's own at the door, the session's once inside. */
import type { Request } from 'express';
import { z } from 'zod';
import { knownVisitor, renewVisitor, visitorOf } from '../kit/web/visitor.js';
import type { PasskeyService } from './passkey.service.js';

declare module 'express-session' {
  interface SessionData {
    defiCle: string;
    /** That of a new passkey. */
    defiCleNeuve: string;
  }
}

export const cleForm = z.object({ reponse: z.string().max(20_000).catch(''), nom: z.string().trim().max(60).catch('') });

/** What the page hands to the browser; undefined where passkeys cannot be. */
export async function offrirCle(req: Request, passkeys: PasskeyService): Promise<string | undefined> {
  if (!passkeys.possible()) return undefined;
  const { challenge, options } = await passkeys.optionsEntree(req.user ? req.session.defiCle : visitorOf(req).challenge);
  if (req.user) req.session.defiCle = challenge;
  return options;
}

/** The challenge of whoever is inside, once: an answer is never looked at twice. */
export function takeDefi(req: Request, nom: 'defiCle' | 'defiCleNeuve'): string | undefined {
  const { [nom]: challenge } = req.session;
  delete req.session[nom];
  return challenge;
}

/** That of a visitor at the door: another one from now on. */
export function takeVisitorDefi(req: Request): string | undefined {
  const challenge = knownVisitor(req)?.challenge;
  renewVisitor(req);
  return challenge;
}
