/** What one may search demandes and cautions by, as it stands in the address. Pure. */
import { parseDay, type Day } from '../kit/dates.js';
import type { FieldError } from '../kit/errors.js';

export const TRIS = ['date', 'numero', 'entite', 'type', 'beneficiaire', 'montant', 'etat', 'fin'] as const;
export type Tri = (typeof TRIS)[number];
export const TAILLES = [25, 50, 100, 200] as const;

export interface Criteres {
  readonly entites: readonly number[];
  /** A fragment of the entity's name, where there are too many to tick. */
  readonly entiteNom: string;
  /** A number or a fragment of it, or a fragment of the beneficiary's name. */
  readonly numero: string;
  readonly produit: string;
  readonly typeCredit: string;
  readonly du: Day | undefined;
  readonly au: Day | undefined;
  readonly etats: readonly string[];
  readonly aValider: boolean;
  readonly tri: Tri;
  readonly sens: 'asc' | 'desc';
  readonly page: number;
  readonly taille: number;
}

export interface Lecture {
  readonly criteres: Criteres;
  /** What was typed, shown again in the fields. */
  readonly saisie: Readonly<Record<string, string>>;
  readonly erreurs: readonly FieldError[];
}

const MAX_PAGE = 100_000;
const DATE_FIELDS = ['du', 'au'] as const;

const list = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string' && one !== '');
// Control characters have no place in a search and some of them none in Postgres either.
const text = (value: unknown): string =>
  (list(value)[0] ?? '')
    .replace(/[\u0000-\u001f]/g, '')
    .trim()
    .slice(0, 100);
const whole = (value: unknown, fallback: number, max: number): number => {
  const number = /^\d{1,9}$/.test(text(value)) ? Number(text(value)) : fallback;
  return Math.min(Math.max(1, number), max);
};

/**
 * Reads the criteria of an address. What is unknown or malformed is left out; a date that does not exist is an error
 * beside its field. `tri` is a column, with "-" in front for descending order.
 */
export function lireCriteres(
  query: Readonly<Record<string, unknown>>,
  { etats, taille }: { etats: readonly string[]; taille?: number },
): Lecture {
  const erreurs: FieldError[] = [];
  const day = (field: 'du' | 'au'): Day | undefined => {
    const typed = text(query[field]);
    const found = typed === '' ? undefined : parseDay(typed);
    if (typed !== '' && !found) erreurs.push({ field, message: 'recherche.erreurs.date' });
    return found;
  };
  const [du, au] = DATE_FIELDS.map(day);
  if (du && au && au < du) erreurs.push({ field: 'au', message: 'recherche.erreurs.periode' });
  const tri = text(query.tri);
  const column = TRIS.find((one) => one === tri.replace(/^-/, ''));
  return {
    criteres: {
      entites: list(query.entite)
        .filter((id) => /^\d{1,9}$/.test(id))
        .slice(0, 500)
        .map(Number),
      entiteNom: text(query.entiteNom),
      numero: text(query.numero),
      produit: text(query.produit),
      typeCredit: text(query.typeCredit),
      du,
      au,
      etats: list(query.etat).filter((etat) => etats.includes(etat)),
      aValider: text(query.aValider) === 'moi',
      tri: column ?? 'date',
      sens: column === undefined || tri.startsWith('-') ? 'desc' : 'asc',
      page: whole(query.page, 1, MAX_PAGE),
      taille: TAILLES.find((one) => one === whole(query.taille, 0, 200)) ?? taille ?? TAILLES[0],
    },
    saisie: { du: text(query.du), au: text(query.au), numero: text(query.numero), entiteNom: text(query.entiteNom) },
    erreurs,
  };
}

/** The criteria as an address carries them; defaults are left out so that addresses stay short and comparable. */
export function enRequete({ entites, entiteNom, numero, produit, typeCredit, du, au, etats, aValider, tri, sens, page, taille }: Criteres) {
  const triDefaut = tri === 'date' && sens === 'desc';
  return {
    entite: entites.map(String),
    entiteNom,
    numero,
    produit,
    typeCredit,
    du: du && frenchDay(du),
    au: au && frenchDay(au),
    etat: [...etats],
    aValider: aValider ? 'moi' : undefined,
    tri: triDefaut ? undefined : (sens === 'desc' ? '-' : '') + tri,
    taille: taille === TAILLES[0] ? undefined : taille,
    page: page === 1 ? undefined : page,
  };
}

const frenchDay = (day: Day): string => day.split('-').reverse().join('/');
