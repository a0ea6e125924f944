/** What Express and express-session carry for us. */
import 'express-session';
import 'passport';
import type { Request } from 'express';
import type { Language } from '../kit/money.js';
import type { Acteur } from '../droits/acteur.js';
import type { PageMessage } from './answers.js';

declare module 'express-session' {
  interface SessionData {
    langue: Language;
    message: PageMessage;
    /** First instant of the session: it ends eight hours later whatever happens. */
    debut: number;
    /** Last instant noted, at most once a minute. */
    vu: number;
    /** Where it was opened from. */
    adresse: string;
    navigateur: string;
    /** Latest instant at which its owner proved who he is. */
    prouve: number;
    /** What waits for such a proof: an address of ours, and the form as it was sent. */
    aReprendre: { readonly chemin: string; readonly champs: readonly (readonly [string, string])[] };
  }
}

/** Who signed in; undefined when nobody did. */
export const acteurDe = (req: Request): Acteur | undefined => req.user as Acteur | undefined;
