/** An entity of a client's organisation: its states, and what may be done with it, by whom. No I/O, no clock. */
import type { Profil } from '../session/acteur.js';

export const ETATS_ENTITE = ['brouillon', 'a_identifier', 'identifiee', 'validee', 'active', 'inactive'] as const;
export type EtatEntite = (typeof ETATS_ENTITE)[number];

/** What must be known of an entity to say what may be done. */
export interface SituationEntite {
  readonly etat: EtatEntite;
  readonly racine: boolean;
  readonly enfants: number;
  /** Registration and address are there: the insurer can recognise it. */
  readonly complete: boolean;
  /** A perimeter, a delegation, a circuit or a contract names it. */
  readonly citee: boolean;
}

type Empechement = (situation: SituationEntite) => string | undefined;

const racine: Empechement = (s) => (s.racine ? 'organisation.refus.racine' : undefined);
const aDesFils: Empechement = (s) => (s.enfants > 0 ? 'organisation.refus.enfants' : undefined);
const citee: Empechement = (s) => (s.citee ? 'organisation.refus.citee' : undefined);
const incomplete: Empechement = (s) => (s.complete ? undefined : 'organisation.refus.incomplete');

/** The insurer's staff, who look after the account. */
export type Auteur = Profil | 'garant';

export interface GesteEntite {
  readonly de: readonly EtatEntite[];
  /** Absent: the state stays as it is. */
  readonly vers?: EtatEntite | 'supprimee';
  readonly par: Auteur;
  readonly sauf?: readonly Empechement[];
}

/** The one table: it drives the guard, the buttons, the diagram and the exhaustive test. */
export const GESTES_ENTITE = {
  modifier: { de: ['brouillon', 'identifiee', 'validee', 'active'], par: 'administrateur' },
  ajouter_un_fils: { de: ['brouillon', 'a_identifier', 'identifiee', 'validee', 'active'], par: 'administrateur' },
  deplacer: { de: ETATS_ENTITE, par: 'administrateur', sauf: [racine] },
  supprimer: { de: ['brouillon'], vers: 'supprimee', par: 'administrateur', sauf: [racine, aDesFils, citee] },
  demander_identification: { de: ['brouillon'], vers: 'a_identifier', par: 'administrateur', sauf: [incomplete] },
  identifier: { de: ['a_identifier'], vers: 'identifiee', par: 'garant' },
  renvoyer: { de: ['a_identifier'], vers: 'brouillon', par: 'garant' },
  valider: { de: ['identifiee'], vers: 'validee', par: 'administrateur' },
  activer: { de: ['validee'], vers: 'active', par: 'administrateur' },
  desactiver: { de: ['active'], vers: 'inactive', par: 'administrateur' },
  reactiver: { de: ['inactive'], vers: 'active', par: 'administrateur' },
} as const satisfies Record<string, GesteEntite>;

export type NomGesteEntite = keyof typeof GESTES_ENTITE;
export const NOMS_GESTES_ENTITE = Object.keys(GESTES_ENTITE) as NomGesteEntite[];

/** The gestes that a button does at once, without a form of their own. */
export const GESTES_DIRECTS = ['supprimer', 'demander_identification', 'valider', 'activer', 'desactiver', 'reactiver'] as const;
export type GesteDirect = (typeof GESTES_DIRECTS)[number];
export const lireGesteDirect = (typed: unknown): GesteDirect | undefined => GESTES_DIRECTS.find((nom) => nom === typed);

/** Why this may not be done now: a message key; undefined when it may be done. */
export function empecheEntite(nom: NomGesteEntite, situation: SituationEntite, auteurs: readonly Auteur[]): string | undefined {
  const geste: GesteEntite = GESTES_ENTITE[nom];
  if (!auteurs.includes(geste.par)) return 'organisation.refus.profil';
  if (!geste.de.includes(situation.etat)) return 'organisation.refus.etat';
  for (const empechement of geste.sauf ?? []) {
    const raison = empechement(situation);
    if (raison) return raison;
  }
  return undefined;
}

export const gestesPossiblesEntite = (situation: SituationEntite, auteurs: readonly Auteur[]): NomGesteEntite[] =>
  NOMS_GESTES_ENTITE.filter((nom) => empecheEntite(nom, situation, auteurs) === undefined);

/** The registration is fixed once the insurer has recognised the entity. */
export const immatriculationFixee = (etat: EtatEntite): boolean => etat !== 'brouillon';

/** True when an entity put under this parent would be its own ancestor. */
export const feraitUnCycle = (id: number, cheminDuParent: readonly number[]): boolean => cheminDuParent.includes(id);

/** Entities of a state are counted so far: `99+` then says enough. */
export const PLUS_DE = 99;
/** Rows of one page of the tree. */
export const TAILLE = 50;
