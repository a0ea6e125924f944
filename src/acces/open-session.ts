/** Opening a session for a person who proved who he is. */
import { promisify } from 'node:util';
import type { Request } from 'express';
import type { Clock } from '../kit/dates.js';
import { nomDuNavigateur } from '../preuves/navigateur.js';
import type { Acteur } from '../droits/acteur.js';
import '../http/express.js';

/** A new session id: one given before signing in is worth nothing afterwards. The language chosen at the door stays. */
export async function ouvrirSession(req: Request, acteur: Acteur, clock: Clock): Promise<void> {
  const { langue } = req.session;
  await promisify((user: Acteur, done: (error?: unknown) => void) => req.logIn(user as Express.User, done))(acteur);
  req.session.debut = clock().getTime();
  req.session.langue = langue ?? acteur.langue;
  // What its owner knows it by, in the list of his sessions.
  req.session.adresse = req.ip ?? '';
  req.session.navigateur = nomDuNavigateur(req.get('user-agent'));
  req.session.prouve = req.session.debut;
}
