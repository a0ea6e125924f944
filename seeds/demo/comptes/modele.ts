/** How an account of the demonstration is described. */
import type { Profil } from '../../../src/droits/acteur.js';

/** A branch of the organisation; `cle` names it in contracts and perimeters. */
export interface EntiteDef {
  readonly cle: string;
  readonly nom: string;
  readonly forme: string;
  /** Active unless said otherwise. */
  readonly etat?: 'brouillon' | 'a_identifier' | 'identifiee' | 'validee' | 'inactive';
  /** Registration abroad: country, number, address. */
  readonly etranger?: readonly [pays: string, immatriculation: string, adresse: string];
  /** Asks for cautions. True unless said otherwise. */
  readonly demande?: boolean;
  readonly enfants?: readonly EntiteDef[];
}

export interface PersonneDef {
  readonly prenom: string;
  readonly nom: string;
  /** Part before the @; the name's when left out. */
  readonly adresse?: string;
  readonly profils: readonly Profil[];
  /** Entities given with their descendants; the whole account when left out. */
  readonly perimetre?: readonly string[];
  /** Of a valideur, in the account's currency: none is without limit. */
  readonly montantMax?: number;
  readonly types?: readonly string[];
  readonly langue?: 'en';
  /** Suspended, or never signed in yet. */
  readonly etat?: 'suspendu' | 'invite';
}

/**
 * Entity, product, credit type, share of the account's demandes, and use aimed at, in percent of the authorised amount.
 * `exact` makes the use precisely that.
 */
export type AutorisationDef = readonly [
  entite: string,
  produit: string,
  typeCredit: string,
  poids: number,
  cible?: number,
  exact?: 'exact',
];

export interface LigneDef {
  readonly libelle: string;
  readonly autorisations: readonly AutorisationDef[];
}

/** Quarterly in advance on 360 days, in euros, unless said otherwise; dates in months from today. */
export interface ContratDef {
  readonly numero: string;
  readonly devise?: string;
  readonly periode?: 'mois' | 'annee';
  readonly terme?: 'echu';
  readonly base?: 365;
  readonly frais: number;
  /** Applied to the usual rates, in percent. */
  readonly remise?: number;
  readonly editionDeportee?: boolean;
  readonly depuisMois: number;
  readonly finMois?: number;
  readonly sansAcces?: boolean;
  /** Days an invoice may be late before it holds new cautions; 30 when left out. */
  readonly toleranceJours?: number;
  readonly oppositionExclueMois?: number;
  readonly pays?: readonly string[];
  readonly lignes: readonly LigneDef[];
}

export interface CompteDef {
  readonly nom: string;
  readonly domaine: string;
  readonly numero: string;
  /** Places among the insurer's agents. */
  readonly conseiller: number;
  readonly charge: number;
  /** Orange and red, in percent; 80 and 80 as in the guide when left out. */
  readonly seuils?: readonly [orange: number, rouge: number];
  readonly racine: EntiteDef;
  readonly personnes: readonly PersonneDef[];
  /** Number of validations from each amount upwards. */
  readonly circuit: { readonly propre: boolean; readonly tranches: readonly (readonly [number, number])[] };
  /** Place of the exclusive transmitter among the persons. */
  readonly transmetteur?: number;
  readonly contrats: readonly ContratDef[];
  readonly demandes: number;
  /** Demandes that are not Transmises. */
  readonly etats: Readonly<Record<'creee' | 'a_valider' | 'en_cours' | 'refusee' | 'supprimee', number>>;
  /** Cautions that time alone does not explain. */
  readonly cautions: Readonly<Record<'en_attente' | 'en_opposition' | 'refusee' | 'abandonnee' | 'appelee', number>>;
}

/** States in their order, for short descriptions. */
export const etats = (creee: number, a_valider: number, en_cours: number, refusee: number, supprimee: number): CompteDef['etats'] => ({
  creee,
  a_valider,
  en_cours,
  refusee,
  supprimee,
});
export const incidents = (
  en_attente: number,
  en_opposition: number,
  refusee: number,
  abandonnee: number,
  appelee: number,
): CompteDef['cautions'] => ({
  en_attente,
  en_opposition,
  refusee,
  abandonnee,
  appelee,
});
export const feuille = (cle: string, nom: string, forme = 'SAS'): EntiteDef => ({ cle, nom, forme });
