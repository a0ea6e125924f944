/** Who may open a page, known before anything else of a request. */
import type { Request, Response } from 'express';
import { avecRequete, chemins } from '../chemins.js';
import { interdit } from '../kit/errors.js';
import { PROFILS, ROLES_GARANT, type Acteur, type Agent, type Collaborateur, type Profil, type RoleGarant } from '../droits/acteur.js';
import { acteurDe } from './express.js';

/** Anyone, anyone signed in, these profiles of a client, these roles of the insurer. */
export type Pour = 'tous' | 'connectes' | readonly Profil[] | readonly RoleGarant[];

export type ActeurDe<P extends Pour> = P extends 'tous'
  ? Acteur | undefined
  : P extends 'connectes'
    ? Acteur
    : P extends readonly Profil[]
      ? Collaborateur
      : Agent;

export const CLIENT: readonly Profil[] = PROFILS;
export const GARANT: readonly RoleGarant[] = ROLES_GARANT;

/** True of somebody signed out where one must be signed in. */
export const signedOut = (req: Request, pour: Pour): boolean => pour !== 'tous' && acteurDe(req) === undefined;

/** Refuses with 403 whoever signed in without the right. */
export function checkRight(req: Request, pour: Pour): void {
  const acteur = acteurDe(req);
  if (pour === 'tous' || pour === 'connectes' || !acteur) return;
  const roles: readonly string[] = acteur.genre === 'client' ? acteur.profils : [acteur.role];
  if (!roles.some((role) => (pour as readonly string[]).includes(role))) throw interdit();
}

/** To the sign-in page, then to `retour`. */
export const toTheDoor = (res: Response, retour: string | undefined): void =>
  res.redirect(303, avecRequete(chemins.connexion(), { retour: retour === chemins.accueil() ? undefined : retour }));
