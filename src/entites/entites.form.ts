/** What the forms of an entity send, checked field by field. */
import { isCountry, isFrench } from '../kit/countries.js';
import { inPageOrder, type FieldError } from '../kit/errors.js';
import { countDigits, isSiren, parseEmail, parseSiret } from '../kit/identifiers.js';
import { names, refusedLetter, tidyLine, tidyText } from '../kit/printable.js';
import type { FicheEntite } from './entite.js';

/** In the order of the form. */
export const CHAMPS = [
  'nom',
  'forme',
  'pays',
  'adresse',
  'siren',
  'siret',
  'immatriculation',
  'contactNom',
  'contactEmail',
  'contactTelephone',
] as const;
export type ChampEntite = (typeof CHAMPS)[number];
/** As typed: shown again when something is wrong. */
export type Tapee = Readonly<Record<ChampEntite, string>>;

const MAX: Readonly<Record<ChampEntite, number>> = {
  nom: 200,
  forme: 60,
  pays: 2,
  siren: 20,
  siret: 30,
  immatriculation: 60,
  adresse: 500,
  contactNom: 120,
  contactEmail: 254,
  contactTelephone: 30,
};

const propre = (value: unknown): string => (typeof value === 'string' ? tidyText(value) : '');

export const readTapee = (body: Readonly<Record<string, unknown>> | undefined): Tapee =>
  Object.fromEntries(CHAMPS.map((champ) => [champ, propre(body?.[champ])])) as Tapee;

export function readFicheEntite(tapee: Tapee): { fiche: FicheEntite | undefined; erreurs: FieldError[] } {
  const erreurs: FieldError[] = [];
  const faute = (field: ChampEntite, code: string, params = {}) =>
    void (erreurs.some((one) => one.field === field) || erreurs.push({ field, message: `organisation.erreurs.${code}`, params }));
  for (const champ of CHAMPS) if (tapee[champ].length > MAX[champ]) faute(champ, 'long', { max: MAX[champ] });
  // Everything here may be printed on an act: what it cannot print is refused, and named.
  for (const champ of CHAMPS)
    for (const { message, params } of refusedLetter(champ, tapee[champ]))
      if (!erreurs.some(({ field }) => field === champ)) erreurs.push({ field: champ, message, params });
  const pays = tapee.pays.toUpperCase();
  const francaise = isFrench(pays);
  const siret = parseSiret(tapee.siret);
  const siren = isSiren(tapee.siren) ? tapee.siren.replace(/\D/g, '') : undefined;
  const email = tapee.contactEmail ? parseEmail(tapee.contactEmail) : '';
  if (!names(tapee.nom)) faute('nom', 'nom');
  if (!tapee.forme) faute('forme', 'forme');
  if (!isCountry(pays)) faute('pays', 'pays');
  if (francaise) {
    if (!tapee.siren) faute('siren', 'siren');
    else if (!siren) faute('siren', 'siren_faux', { chiffres: countDigits(tapee.siren) });
    if (!tapee.siret) faute('siret', 'siret');
    else if (!siret) faute('siret', 'siret_faux', { chiffres: countDigits(tapee.siret) });
    else if (siren && !siret.startsWith(siren)) faute('siret', 'siret_autre');
  } else if (!tapee.immatriculation) faute('immatriculation', 'immatriculation');
  if (!tapee.adresse) faute('adresse', 'adresse');
  if (!tapee.contactNom) faute('contactNom', 'contact');
  if (email === undefined) faute('contactEmail', 'email');
  if (tapee.contactTelephone && !/^\+?[\d\s().-]{6,30}$/.test(tapee.contactTelephone)) faute('contactTelephone', 'telephone');
  if (erreurs.length > 0) return { fiche: undefined, erreurs: inPageOrder(erreurs, CHAMPS) };
  return {
    erreurs,
    fiche: {
      nom: tapee.nom.replace(/\s+/g, ' '),
      forme: tapee.forme,
      pays,
      siren: francaise ? (siren ?? null) : null,
      siret: francaise ? (siret ?? null) : null,
      immatriculation: francaise ? null : tapee.immatriculation,
      adresse: tapee.adresse,
      contact_nom: tapee.contactNom,
      contact_email: email ?? '',
      contact_telephone: tapee.contactTelephone,
    },
  };
}

/** A whole number of a query: a page, an id; `defaut` when it is not one. */
export const entier = (typed: unknown, defaut: number): number =>
  typeof typed === 'string' && /^[1-9]\d{0,8}$/.test(typed) ? Number(typed) : defaut;
export const readTexte = (typed: unknown): string =>
  typeof typed === 'string' ? tidyLine(typed).replaceAll('\u0000', '').slice(0, 100) : '';
