/** One demande of the demonstration and what became of it, before it is written as rows. */
import type { Resultat } from '../../src/cautions/controle.js';
import type { EtatDemande } from '../../src/demandes/demande.js';
import type { Day } from '../../src/kit/dates.js';
import type { TexteVersion } from '../../src/specimens/texte.js';
import type { Calendrier, Moment } from './calendrier.js';
import type { Autorisation } from './contrats.js';
import type { Agent, Entite, Personne } from './organisation.js';

export interface TexteConnu {
  readonly id: number;
  readonly texte: TexteVersion;
}

/** What the whole demonstration is built with. */
export interface Contexte {
  readonly cal: Calendrier;
  readonly garantId: number;
  readonly textes: readonly TexteConnu[];
}

/** Who acted: a client's person, the insurer's, or nobody (the product itself). */
export type Auteur = { readonly personne: Personne } | { readonly agent: Agent } | undefined;

export interface Evenement {
  readonly le: Moment;
  readonly acte: string;
  readonly auteur: Auteur;
  readonly commentaire?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  /** Belongs to the caution, and to the demande too when `demande` is true. */
  readonly caution?: boolean;
  readonly demande?: boolean;
}

export interface Validation {
  readonly tour: number;
  readonly rang: number;
  readonly personne: Personne;
  readonly le: Moment;
}

export interface Mainlevee {
  readonly motif: 'pv_reception' | 'lettre_beneficiaire' | 'preuve_paiement';
  readonly donnees: Readonly<Record<string, unknown>>;
  readonly etat: 'transmise' | 'document_demande' | 'accordee' | 'refusee';
  readonly reponse: string;
  readonly par: Personne;
  readonly le: Moment;
  readonly decidee: Moment | null;
}

export interface Opposition {
  readonly envoyee: Day;
  readonly recue: Day;
  readonly motif: string;
  readonly montant: bigint | null;
  readonly levee: Day | null;
  /** Ended by the insurer, not by its author. */
  readonly rejetee: boolean;
}

/** A refusal that was contested. */
export interface Revision {
  readonly etat: 'demandee' | 'maintenue' | 'accordee';
  readonly argument: string;
  readonly refus: string;
  readonly reponse: string;
  readonly par: Personne;
  readonly refuseePar: Agent;
  readonly decideePar: Agent;
  readonly refusee: Moment;
  readonly demandee: Moment;
  readonly decidee: Moment | null;
}

/** An act that the insurer printed. */
export interface Expedition {
  readonly etat: 'editee' | 'expediee' | 'recue';
  readonly depuis: Moment;
  readonly editee: Moment;
  readonly expediee: Moment | null;
  readonly recue: Moment | null;
  readonly transporteur: string;
  readonly suivi: string;
}

export type EtatCaution = 'en_attente' | 'effective' | 'en_opposition' | 'mainlevee' | 'appelee' | 'echue' | 'refusee' | 'abandonnee';

export interface Caution {
  etat: EtatCaution;
  readonly creee: Moment;
  effective: Moment | null;
  terminee: Moment | null;
  /** End of the year under way, once another than the first has begun. */
  fin?: Day;
  /** Rules of the automatic control that failed. */
  readonly echecs: Omit<Resultat, 'conforme'>[];
  readonly mainlevees: Mainlevee[];
  readonly oppositions: Opposition[];
  revision?: Revision;
  expedition?: Expedition;
}

export interface Dossier {
  readonly autorisation: Autorisation;
  readonly entite: Entite;
  readonly texte: TexteConnu;
  readonly valeurs: Readonly<Record<string, string>>;
  /** In minor units. */
  readonly montant: bigint;
  readonly saisiPar: Personne;
  readonly creee: Moment;
  etat: EtatDemande;
  soumise: Moment | null;
  transmise: Moment | null;
  tour: number;
  readonly requises: number;
  readonly validations: Validation[];
  readonly evenements: Evenement[];
  caution: Caution | undefined;
}

/** Outstanding: counts in the use of its authorisation. */
export const enCours = ({ etat }: Caution): boolean => etat === 'effective' || etat === 'en_opposition';
