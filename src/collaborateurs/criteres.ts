/** What the list of people is searched by, as it stands in the address. Pure. */
import { PROFILS } from '../session/acteur.js';
import { ETATS_COLLABORATEUR } from './collaborateur.js';

export interface CriteresCollaborateurs {
  /** A fragment of the name or of the e-mail. */
  readonly q: string;
  readonly profil: string;
  /** A fragment of the name of an entity that he works on. */
  readonly entite: string;
  readonly etat: string;
  readonly page: number;
  readonly taille: number;
}

const TAILLE = 50;

const texte = (value: unknown): string =>
  typeof value === 'string'
    ? value
        .replace(/[\u0000-\u001f]/g, '')
        .trim()
        .slice(0, 100)
    : '';
const parmi = (value: unknown, choix: readonly string[]): string => (choix.includes(texte(value)) ? texte(value) : '');

/** What is unknown or malformed is as good as absent. */
export const lireCriteresCollaborateurs = (query: Readonly<Record<string, unknown>>): CriteresCollaborateurs => ({
  q: texte(query.q),
  profil: parmi(query.profil, PROFILS),
  entite: texte(query.entite),
  etat: parmi(query.etat, ETATS_COLLABORATEUR),
  page: /^[1-9]\d{0,4}$/.test(texte(query.page)) ? Number(texte(query.page)) : 1,
  taille: TAILLE,
});
