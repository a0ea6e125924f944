/** Who is acting: a client's collaborateur or the insurer's agent. Pure. */
import type { Language } from '../kit/money.js';
import type { Scope } from '../kit/database.js';

export const PROFILS = ['administrateur', 'saisisseur', 'valideur', 'consultant'] as const;
export type Profil = (typeof PROFILS)[number];
export const ROLES_GARANT = ['conseiller', 'charge', 'courtier'] as const;
export type RoleGarant = (typeof ROLES_GARANT)[number];

/** The entities a collaborateur works on: all of the account's, or these ids. */
export interface Perimetre {
  readonly tout: boolean;
  readonly entites: readonly number[];
}

interface Personne {
  readonly identifiantId: number;
  readonly prenom: string;
  readonly nom: string;
  readonly email: string;
  readonly langue: Language;
}

export interface Collaborateur extends Personne {
  readonly genre: 'client';
  readonly id: number;
  readonly compteId: number;
  readonly compteNom: string;
  readonly garantId: number;
  readonly profils: readonly Profil[];
  readonly perimetre: Perimetre;
}

export interface Agent extends Personne {
  readonly genre: 'garant';
  readonly id: number;
  readonly garantId: number;
  readonly role: RoleGarant;
}

export type Acteur = Collaborateur | Agent;

export const nomComplet = ({ prenom, nom }: Pick<Personne, 'prenom' | 'nom'>): string => `${prenom} ${nom}`.trim();
export const initiales = ({ prenom, nom }: Pick<Personne, 'prenom' | 'nom'>): string =>
  (prenom.slice(0, 1) + nom.slice(0, 1)).toUpperCase();
export const a = (acteur: Collaborateur, profil: Profil): boolean => acteur.profils.includes(profil);

/** The rows a collaborateur's transactions may see. */
export const scopeOf = (acteur: Pick<Collaborateur, 'compteId'>): Scope => ({ compte: acteur.compteId });

/** True when an entity is among those the collaborateur works on. */
export const dansPerimetre = ({ perimetre }: Collaborateur, entiteId: number): boolean =>
  perimetre.tout || perimetre.entites.includes(entiteId);
/** Where an act comes from: the address and the request id, as in the logs. */
export interface Origine {
  readonly adresse: string;
  readonly requete: string;
}
