/** The sign-in rules as administrators set them: everyone's, then each profile's. Pure. */
import { createHash } from 'node:crypto';
import { PROFILS, type Acteur, type Profil } from '../droits/acteur.js';
import { DEFAUT, politiqueDe, type Politique, type Reglage, aChanger, type Age } from '../preuves/politique.js';

type Genre = Acteur['genre'];

/** All that the page decides. */
export interface Reglages {
  /** Everyone's first; for an account, one more for each profile. */
  readonly regles: readonly Reglage[];
  /** From this amount on, a validation asks again for a proof; null: never. */
  readonly confirmerDes: string | null;
}

/** What adds nothing to everyone's rules: the strictest always wins, so the weakest changes nothing. */
const NEUTRE: Politique = DEFAUT.client;
export const neutre = ({ secret, expire_mois: expireMois, questions }: Politique): boolean =>
  secret === NEUTRE.secret && expireMois === NEUTRE.expire_mois && questions === NEUTRE.questions;

/** The profiles that have rules of their own. The staff has none: its roles share one policy. */
export const profilsDe = (genre: Genre): readonly (Profil | null)[] => (genre === 'client' ? [null, ...PROFILS] : [null]);

/** The rules in force, with the defaults where nothing was ever written. */
export const completer = (lus: readonly Reglage[], genre: Genre): Reglage[] =>
  profilsDe(genre).map((profil) => {
    const { secret, expire_mois, questions } = lus.find((un) => un.profil === profil) ?? (profil === null ? DEFAUT[genre] : NEUTRE);
    return { profil, secret, expire_mois, questions };
  });

/** What is worth a row: everyone's rules, and those of a profile that ask for more. */
export const aEcrire = (regles: readonly Reglage[]): Reglage[] => regles.filter((une) => une.profil === null || !neutre(une));

/** A short name of the rules as they stand: a page that carries another one is stale. */
export const empreinte = ({ regles, confirmerDes }: Reglages): string =>
  createHash('sha256')
    .update(JSON.stringify([regles.map((r) => [r.profil, r.secret, r.expire_mois, r.questions]), confirmerDes]))
    .digest('base64url')
    .slice(0, 22);

/** What must be known of somebody to tell whether his secret suffices. */
export interface Porteur extends Age {
  readonly profils: readonly Profil[];
  readonly facteur: boolean;
}

interface Moment {
  readonly genre: Genre;
  readonly stricte: boolean;
  readonly now: Date;
}

/** Those who must choose another secret at their next sign-in under these rules. */
export const aRenouveler = (
  porteurs: readonly Porteur[],
  regles: readonly Reglage[],
  { genre, stricte, now }: Moment,
): readonly Porteur[] =>
  porteurs.filter((un) => aChanger(un, politiqueDe(regles, { genre, profils: un.profils, facteur: un.facteur }, stricte), now, stricte));
