/** A person of an account, as an administrator describes him: rights, and what of them a change takes away. Pure. */
import type { FieldError } from '../kit/errors.js';
import type { Currency, Language } from '../kit/money.js';
import type { Profil } from '../droits/acteur.js';

export interface PerimetreChoisi {
  readonly entite_id: number;
  readonly avec_descendants: boolean;
}

/** What a valideur may validate; null: every type, the whole perimeter, no limit, and then in any currency. */
export interface Delegation {
  readonly montant_max: string | null;
  /** The currency of the limit: demandes in another one are beyond it. */
  readonly devise: Currency;
  readonly types: readonly string[] | null;
  readonly entite_id: number | null;
}

/** What an administrator decides of a person. */
export interface Fiche {
  readonly prenom: string;
  readonly nom: string;
  readonly langue: Language;
  readonly profils: readonly Profil[];
  readonly perimetre: readonly PerimetreChoisi[];
  readonly delegations: readonly Delegation[];
}

export const ETATS_COLLABORATEUR = ['invite', 'actif', 'suspendu'] as const;
export type EtatCollaborateur = (typeof ETATS_COLLABORATEUR)[number];

/** Invited until he has come once; suspended whatever came before. */
export const etatDe = ({ actif, vu }: { readonly actif: boolean; readonly vu: boolean }): EtatCollaborateur =>
  !actif ? 'suspendu' : vu ? 'actif' : 'invite';

const memeEntite = (apres: PerimetreChoisi[], { entite_id: entiteId, avec_descendants: avecDescendants }: PerimetreChoisi): boolean =>
  apres.some((choisi) => choisi.entite_id === entiteId && (choisi.avec_descendants || !avecDescendants));

/** One delegation gives at least what another gave. */
function couvre(large: Delegation, etroite: Delegation): boolean {
  const montant =
    large.montant_max === null ||
    (etroite.montant_max !== null && etroite.devise === large.devise && Number(etroite.montant_max) <= Number(large.montant_max));
  const types = large.types === null || (etroite.types?.every((type) => large.types?.includes(type)) ?? false);
  return montant && types && (large.entite_id === null || large.entite_id === etroite.entite_id);
}

/** True when something that the person could do before may no longer be his: the page then asks to confirm. */
export function retireUnDroit(avant: Fiche, apres: Fiche): boolean {
  return (
    avant.profils.some((profil) => !apres.profils.includes(profil)) ||
    avant.perimetre.some((choisi) => !memeEntite([...apres.perimetre], choisi)) ||
    avant.delegations.some((donnee) => !apres.delegations.some((nouvelle) => couvre(nouvelle, donnee)))
  );
}

/** What does not hold together, beside its field. */
export function incoherences({ profils, perimetre, delegations }: Fiche): FieldError[] {
  const erreurs: FieldError[] = [];
  if (profils.length === 0) erreurs.push({ field: 'profils', message: 'collaborateurs.erreurs.profils' });
  if (perimetre.length === 0) erreurs.push({ field: 'perimetre', message: 'collaborateurs.erreurs.perimetre' });
  if (delegations.length > 0 && !profils.includes('valideur'))
    erreurs.push({ field: 'profils', message: 'collaborateurs.erreurs.delegationSansProfil' });
  return erreurs;
}
