/** What is asked of a secret, and whether one answers it. Pure: the five latest, which are hashed, are compared elsewhere. */
import type { Profil } from '../droits/acteur.js';
import type { Language } from '../kit/money.js';
import { chiffresFaciles } from './chiffres.js';
import { tropCourant } from './communs.js';

/** From the weakest to the strongest. */
export const GENRES = ['code6', 'phrase', 'complexe'] as const;
export type Genre = (typeof GENRES)[number];

export interface Politique {
  readonly secret: Genre;
  /** Months after which the secret must be changed; null: never. */
  readonly expire_mois: number | null;
  readonly questions: boolean;
}

/** A row of the settings: for every profile of an account, or for one. */
export interface Reglage extends Politique {
  readonly profil: Profil | null;
}

/** Whom a policy is for. */
export interface Entrant {
  readonly genre: 'client' | 'garant';
  readonly profils: readonly Profil[];
  /** Holds a passkey or an authenticator. */
  readonly facteur: boolean;
}

/** Where nothing was set. */
export const DEFAUT: Readonly<Record<Entrant['genre'], Politique>> = {
  client: { secret: 'code6', expire_mois: null, questions: false },
  garant: { secret: 'phrase', expire_mois: 12, questions: false },
};
const rang = (genre: Genre): number => GENRES.indexOf(genre);

/** The strictest of the settings that concern a person. `stricte`: staff and administrators need more than six digits. */
export function politiqueDe(reglages: readonly Reglage[], sujet: Entrant, stricte: boolean): Politique {
  const siens = reglages.filter(({ profil }) => profil === null || sujet.profils.includes(profil));
  const [premier = DEFAUT[sujet.genre], ...autres] = siens;
  const politique = autres.reduce<Politique>(
    (avant, un) => ({
      secret: rang(un.secret) > rang(avant.secret) ? un.secret : avant.secret,
      expire_mois:
        un.expire_mois && avant.expire_mois ? Math.min(un.expire_mois, avant.expire_mois) : (un.expire_mois ?? avant.expire_mois),
      questions: avant.questions || un.questions,
    }),
    premier,
  );
  const expose = sujet.genre === 'garant' || sujet.profils.includes('administrateur');
  const secret = stricte && expose && !sujet.facteur && politique.secret === 'code6' ? 'phrase' : politique.secret;
  return { secret, expire_mois: politique.expire_mois, questions: politique.questions };
}

/** A secret chosen under one policy is good enough for another. */
export const suffit = (choisi: Genre, demande: Genre): boolean => rang(choisi) >= rang(demande);

/** What a secret must not be made of. */
export interface Personnel {
  readonly mots: readonly string[];
  readonly numeros: readonly string[];
}

interface Regle {
  readonly cle: string;
  /** What a script may check as one types; the others are told when the form is sent. */
  readonly motif?: RegExp;
  readonly respectee: (secret: string, personnel: Personnel) => boolean;
}

const motif = (cle: string, expression: RegExp): Regle => ({ cle, motif: expression, respectee: (secret) => expression.test(secret) });
const COURANT: Regle = { cle: 'courant', respectee: (secret, { mots }) => !tropCourant(secret, mots) };
const LONGUEUR = motif('longueur', /^.{12,}$/su);

const REGLES: Readonly<Record<Genre, readonly Regle[]>> = {
  code6: [
    motif('chiffres', /^[0-9]{6}$/),
    { cle: 'facile', respectee: (secret) => !chiffresFaciles(secret) },
    {
      cle: 'numeros',
      respectee: (secret, { numeros }) => secret.length < 6 || !numeros.some((numero) => numero.replaceAll(/\D/g, '').includes(secret)),
    },
  ],
  complexe: [
    LONGUEUR,
    motif('minuscule', /\p{Ll}/u),
    motif('majuscule', /\p{Lu}/u),
    motif('chiffre', /[0-9]/),
    motif('signe', /[^\p{L}\p{N}\s]/u),
    COURANT,
  ],
  phrase: [LONGUEUR, COURANT],
};

/** The rules of a policy, to be shown; `motif` as a script reads it. */
export const reglesDe = (genre: Genre): { cle: string; motif: string | undefined }[] => [
  ...REGLES[genre].map(({ cle, motif: expression }) => ({ cle, motif: expression?.source })),
  { cle: 'servi', motif: undefined },
];

/** The first rule that a secret breaks, or undefined. */
export const regleManquee = (genre: Genre, secret: string, personnel: Personnel): string | undefined =>
  REGLES[genre].find(({ respectee }) => !respectee(secret, personnel))?.cle;

export interface Appareil {
  readonly id: number;
  readonly navigateur: string;
  readonly adresse: string;
  readonly cree_le: Date;
  readonly vu_le: Date;
  readonly present: boolean;
}

export interface Personne {
  readonly id: number;
  readonly email: string;
  readonly secret: string | null;
  readonly secret_genre: Genre;
  readonly secret_le: Date;
  readonly totp: Buffer | null;
  readonly cles: number;
  readonly collaborateur_id: number | null;
  readonly agent_id: number | null;
  readonly genre: 'client' | 'garant';
  readonly compte_id: number | null;
  readonly prenom: string;
  readonly nom: string;
  readonly chez: string;
  readonly langue: Language;
  readonly profils: readonly Profil[];
  readonly numeros: readonly string[];
  readonly reglages: readonly Reglage[];
  /** Keys of the three questions answered at the first access; none where they were not asked. */
  readonly questions: readonly string[];
}

export interface SecretHache {
  readonly hache: string;
  readonly genre: Genre;
}

export interface SessionOuverte {
  readonly id: string;
  readonly navigateur: string;
  readonly adresse: string;
  readonly ouverte_le: Date;
  readonly vue_le: Date;
  readonly presente: boolean;
}

/** Too old, or chosen under rules that are no longer enough. */
export function aChanger(personne: Age, politique: Politique, now: Date, stricte: boolean): boolean {
  const fin = expiration(personne, politique);
  return (fin !== null && fin <= now) || (stricte && !suffit(personne.secret_genre, politique.secret));
}

/** When and under which rules a secret was chosen. */
export type Age = Pick<Personne, 'secret_le' | 'secret_genre'>;
/** Holds an authenticator or a passkey. */
export const avecFacteur = ({ totp, cles }: Pick<Personne, 'totp' | 'cles'>): boolean => totp !== null || cles > 0;
/** The instant at which a secret expires, or null. */
export const expiration = (
  { secret_le }: Pick<Personne, 'secret_le'>,
  { expire_mois: expireMois }: Pick<Politique, 'expire_mois'>,
): Date | null => {
  if (expireMois === null) return null;
  const fin = new Date(secret_le);
  fin.setUTCMonth(fin.getUTCMonth() + expireMois);
  return fin;
};
