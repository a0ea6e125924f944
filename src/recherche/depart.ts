/** Where a list starts when its address asks for nothing: the person's own search, or his own entity. */
import type { Request } from 'express';
import { avecRequete, chemins } from '../chemins.js';
import type { Services } from '../services.js';
import type { Collaborateur } from '../session/acteur.js';
import { adresseDe, type Liste } from './preferees.js';

/** The address to go to instead; undefined to show the list as asked. */
export async function departDe(
  { preferees, profil }: Pick<Services, 'preferees' | 'profil'>,
  acteur: Collaborateur,
  query: Request['query'],
  liste: Liste,
): Promise<string | undefined> {
  if (Object.keys(query).length > 0) return undefined;
  const preferee = await preferees.depart(acteur, liste);
  if (preferee) return adresseDe(preferee);
  const { entiteId } = await profil.preferences(acteur);
  return entiteId === null ? undefined : avecRequete(chemins[liste](), { entite: String(entiteId) });
}
