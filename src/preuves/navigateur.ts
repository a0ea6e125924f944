/** The browser of a person: its cookies of trust, its name in words. Pure. */
import type { Request } from 'express';
import { empreinteDe } from './cles.js';

const NAVIGATEURS: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMES: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Macintosh/, 'Mac'],
  [/Linux/, 'Linux'],
];

/** "Firefox, Windows": enough for a person to know it again; empty when it says nothing known. */
export function nomDuNavigateur(agent: string | undefined): string {
  const nom = (liste: typeof NAVIGATEURS) => liste.find(([motif]) => motif.test(agent ?? ''))?.[1];
  return [nom(NAVIGATEURS), nom(SYSTEMES)].filter((un) => un !== undefined).join(', ');
}

/** One cookie a person: two may share a browser, and each proves it for himself. */
export const nomDuCookie = (identifiantId: number, production: boolean): string =>
  `${production ? '__Host-' : ''}cautionet-appareil-${identifiantId}`;

/** No browser of ours holds more; whoever sends more is answered as if it held none of the rest. */
const MAX = 20;

/** SHA-256 of every cookie of trust that a request carries. */
export const empreintesDesCookies = (entete: string | undefined): Buffer[] =>
  [...(entete ?? '').matchAll(/(?:^|;\s*)(?:__Host-)?cautionet-appareil-\d{1,9}=([\w-]{43})(?=;|$)/g)]
    .slice(0, MAX)
    .map(([, valeur = '']) => empreinteDe(valeur));

export const navigateurDe = (req: Request): Navigateur => ({
  nom: nomDuNavigateur(req.get('user-agent')),
  empreintes: empreintesDesCookies(req.get('cookie')),
});
/** What a browser says of itself. */
export interface Navigateur {
  readonly nom: string;
  /** Hashes of its cookies of trust. */
  readonly empreintes: readonly Buffer[];
}
