/** The challenge of a passkey: kept in the session, the same until it is answered, so that two tabs do not undo each other. */
import type { Request } from 'express';
import { z } from 'zod';
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
  const { challenge, options } = await passkeys.optionsEntree(req.session.defiCle);
  req.session.defiCle = challenge;
  return options;
}

/** The challenge, once: an answer is never looked at twice. */
export function takeDefi(req: Request, nom: 'defiCle' | 'defiCleNeuve'): string | undefined {
  const { [nom]: challenge } = req.session;
  delete req.session[nom];
  return challenge;
}
