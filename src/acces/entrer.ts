/** From a request to the door, and from what the door says to an answer. */
import type { Request, Response } from 'express';
import { chemins } from '../chemins.js';
import type { Clock } from '../kit/dates.js';
import type { ProfilService } from '../profil/profil.service.js';
import { ouvrirSession } from './open-session.js';
import { go, type Redirection } from '../http/answers.js';
import type { Visit } from '../http/visit.js';
import type { Issue } from './admission.service.js';
import { nomDuCookie } from '../preuves/navigateur.js';

declare module 'express-session' {
  interface SessionData {
    /** The challenge that this browser must answer, and where its owner was going. */
    attente: { readonly defi: string; readonly retour: string };
  }
}

/** A browser is trusted for 90 days after the latest visit; the database also ends it at 180. */
const FIABLE_MS = 90 * 86_400_000;

interface Deps {
  readonly clock: Clock;
  readonly config: { readonly production: boolean };
}

/** Opens the session, and leaves the cookie of a browser newly trusted. */
export async function entrer(
  req: Request,
  res: Response,
  issue: Extract<Issue, { issue: 'admis' }>,
  { clock, config }: Deps,
): Promise<void> {
  const { acteur, appareil } = issue;
  const { production } = config;
  if (appareil)
    res.cookie(nomDuCookie(acteur.identifiantId, production), appareil, {
      httpOnly: true,
      sameSite: 'lax',
      secure: production,
      path: '/',
      maxAge: FIABLE_MS,
    });
  await ouvrirSession(req, acteur, clock);
}

/** Where whoever was not refused goes next. */
export async function suivre(
  { req, res, t }: Visit<unknown>,
  issue: Exclude<Issue, { issue: 'refuse' }>,
  { retour, profil, ...deps }: Deps & { retour: string; profil: Pick<ProfilService, 'pageApresConnexion'> },
): Promise<Redirection> {
  if (issue.issue === 'verifier') {
    req.session.attente = { defi: issue.defi, retour };
    return go(chemins.connexionVerification());
  }
  if (issue.issue === 'changer') return go(chemins.motDePasseDefinir({ jeton: issue.jeton }), t('acces.aChanger'), 'info');
  await entrer(req, res, issue, deps);
  return go(retour === chemins.accueil() ? await profil.pageApresConnexion(issue.acteur) : retour);
}
