/** Who stands in an act: what a name or a SIRET says of its holder, and when two of them are the same. Pure. */
import { denomination } from '../kit/denomination.js';
import { fold } from '../kit/fold.js';
import type { NatureDePartie } from './texte.js';

const PUBLICS =
  /^(commune|ville|mairie|departement|conseil (departemental|regional|municipal)|region|metropole|communaute (de communes|d agglomeration|urbaine)|prefecture|prefet|ministere|etat francais|republique francaise|centre hospitalier|lycee|college|universite|syndicat (mixte|intercommunal|des eaux))\b/;
const PERSONNES = /^(m|mr|mme|mlle|melle|monsieur|madame|mademoiselle|m et mme|indivision|epoux|consorts)\b/;
/** A company may be named after a town, a lycée or a lady. */
const SOCIETES = /\b(sa|sas|sasu|sarl|eurl|sci|sccv|snc|scop|sem|spl|association|amicale|mutuelle)\b/;

/**
 * What a holder is, when it can be told: a SIREN that begins with 1 or 2 is a public body's (Insee), some names say it. Undefined
 * otherwise: what was declared stands.
 */
export function natureApparente(nom: string, siret?: string): NatureDePartie | undefined {
  if (siret && /^[12]/.test(siret)) return 'public';
  const plie = fold(nom);
  if (SOCIETES.test(plie)) return undefined;
  if (PUBLICS.test(plie)) return 'public';
  return PERSONNES.test(plie) ? 'particulier' : undefined;
}

interface Partie {
  readonly nom: string;
  /** SIREN, SIRET or a sentence that holds one. */
  readonly immatriculation?: string;
}

const sirenDe = (immatriculation = ''): string | undefined => /^\d{9}/.exec(immatriculation.replace(/\D/g, ''))?.[0];

/** The same legal person: the same SIREN, or the same name however it is written where one of them has none. */
export function memePersonne(a: Partie, b: Partie): boolean {
  const [siren, autre] = [sirenDe(a.immatriculation), sirenDe(b.immatriculation)];
  if (siren && autre) return siren === autre;
  return denomination(a.nom) !== '' && denomination(a.nom) === denomination(b.nom);
}
