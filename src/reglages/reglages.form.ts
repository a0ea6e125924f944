/** What the pages of the sign-in rules send. Never throws. */
import type { FieldError } from '../kit/errors.js';
import { toDecimal } from '../kit/money.js';
import { parseMoney } from '../kit/read-money.js';
import type { Acteur } from '../droits/acteur.js';
import { GENRES, type Genre, type Reglage } from '../preuves/politique.js';
import { profilsDe, type Reglages } from './reglages.js';

type Corps = Readonly<Record<string, unknown>>;
/** As typed, by the name of the field. */
export type SaisieReglages = Readonly<Record<string, string>>;

const EXPIRE_MAX = 60;
const LONGUEUR = 200;
const MONTANT_MAX = 10n ** 15n;

/** Undefined for what no field of the page can send: an absence, a list, a control character. */
const propre = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length <= LONGUEUR && !/\p{Cc}/u.test(value) ? value.trim() : undefined;
/** What is shown again in the field, whatever was sent. */
const montrable = (value: unknown): string =>
  ([value].flat() as unknown[])
    .filter((un): un is string => typeof un === 'string')
    .join(' ')
    .replaceAll(/\p{Cc}/gu, ' ')
    .slice(0, LONGUEUR);

/** The start of the names of a rule's fields. */
export const prefixe = (profil: Reglage['profil']): string => profil ?? 'tous';
/** The identifier of a field in the page. */
export const idDe = (nom: string): string => nom.replace('.', '-');

/** Kinds of secret that may be chosen: a profile asks for more than everyone, the staff for more than six digits. */
export const genresPour = (genre: Acteur['genre'], profil: Reglage['profil']): readonly Genre[] =>
  genre === 'client' && profil === null ? GENRES : GENRES.filter((un) => un !== 'code6');

export function readReglages(
  corps: Corps | undefined,
  genre: Acteur['genre'],
): { saisie: SaisieReglages; reglages: Reglages; erreurs: FieldError[] } {
  const recu: Corps = corps ?? {};
  const saisie: Record<string, string> = {};
  const erreurs: FieldError[] = [];
  const lire = (nom: string): string | undefined => {
    saisie[nom] = montrable(recu[nom]);
    return propre(recu[nom]);
  };
  const faute = (nom: string, message: string) => erreurs.push({ field: idDe(nom), message: `reglages.erreurs.${message}` });

  function secretDe(profil: Reglage['profil']): Genre {
    const nom = `${prefixe(profil)}.secret`;
    const typed = lire(nom);
    // "As everyone": the weakest, since the strictest wins.
    if (profil !== null && typed === '') return 'code6';
    const choisi = genresPour(genre, profil).find((un) => un === typed);
    if (!choisi) faute(nom, 'secret');
    return choisi ?? 'complexe';
  }

  function expireDe(profil: Reglage['profil']): number | null {
    const nom = `${prefixe(profil)}.expire`;
    const typed = lire(nom);
    if (typed === '') return null;
    const mois = typed !== undefined && /^\d{1,3}$/.test(typed) ? Number(typed) : 0;
    if (mois < 1 || mois > EXPIRE_MAX) faute(nom, 'expire');
    return mois;
  }

  function questionsDe(profil: Reglage['profil']): boolean {
    const nom = `${prefixe(profil)}.questions`;
    const typed = recu[nom] === undefined ? '' : lire(nom);
    saisie[nom] ??= '';
    if (typed !== '' && typed !== '1') faute(nom, 'questions');
    return typed === '1';
  }

  function montant(): string | null {
    const typed = lire('confirmerDes');
    if (typed === '') return null;
    const lu = typed === undefined ? undefined : parseMoney(typed, 'EUR');
    if (lu && lu.minor >= 0n && lu.minor < MONTANT_MAX) return toDecimal(lu);
    faute('confirmerDes', 'montant');
    return null;
  }

  const regles = profilsDe(genre).map((profil): Reglage => ({
    profil,
    secret: secretDe(profil),
    expire_mois: expireDe(profil),
    questions: questionsDe(profil),
  }));
  return { saisie, reglages: { regles, confirmerDes: genre === 'client' ? montant() : null }, erreurs };
}

/** Which rules the page showed, and how many people its reader said yes for. */
export function readAccord(corps: Corps = {}): { vu: string; confirme: number | undefined } {
  const confirme = propre(corps.confirme) ?? '';
  return { vu: propre(corps.vu) ?? '', confirme: /^\d{1,9}$/.test(confirme) ? Number(confirme) : undefined };
}
