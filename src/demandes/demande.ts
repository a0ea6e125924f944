/** A demande of caution: its states, and what may be done with it, by whom. No I/O, no clock. */
import type { Profil } from '../session/acteur.js';

export const ETATS_DEMANDE = ['creee', 'a_valider', 'en_cours', 'transmise', 'refusee', 'supprimee'] as const;
export type EtatDemande = (typeof ETATS_DEMANDE)[number];

/** What must be known of a demande, and of the person looking at it, to say what may be done. */
export interface Situation {
  readonly etat: EtatDemande;
  readonly validationsFaites: number;
  readonly validationsRequises: number;
  /** True where the circuit lets the requester validate his own. */
  readonly propreValidation: boolean;
  /** The person entered this demande. */
  readonly sienne: boolean;
  /** The person already validated it in this round. */
  readonly dejaValidee: boolean;
  /** The person's delegation covers the entity, the credit type and the amount. */
  readonly delegue: boolean;
  /** Somebody else is named the account's exclusive transmitter. */
  readonly transmetteurAutre: boolean;
  /** The entity still works: it was not deactivated since the demande was entered. */
  readonly entiteActive: boolean;
}

/** Why a geste is not possible now: a message key, or nothing. */
type Empechement = (situation: Situation) => string | undefined;

export const derniereValidation = (s: Pick<Situation, 'validationsFaites' | 'validationsRequises'>): boolean =>
  s.validationsFaites + 1 >= s.validationsRequises;

const dejaValidee: Empechement = (s) => (s.dejaValidee ? 'demandes.refus.deja_validee' : undefined);
const saPropreDemande: Empechement = (s) => (s.sienne && !s.propreValidation ? 'demandes.refus.sa_propre_demande' : undefined);
const horsDelegation: Empechement = (s) => (s.delegue ? undefined : 'demandes.refus.hors_delegation');
const transmetteurExclusif: Empechement = (s) => (derniereValidation(s) && s.transmetteurAutre ? 'demandes.refus.transmetteur' : undefined);
const validationCommencee: Empechement = (s) => (s.validationsFaites > 0 ? 'demandes.refus.validation_commencee' : undefined);

const entiteInactive: Empechement = (s) => (s.entiteActive ? undefined : 'demandes.refus.entite_inactive');

const etatSuivant = (s: Situation): EtatDemande => (derniereValidation(s) ? 'transmise' : 'en_cours');

export interface Geste {
  readonly de: readonly EtatDemande[];
  readonly vers: EtatDemande | ((situation: Situation) => EtatDemande);
  readonly par: Profil;
  readonly sauf?: readonly Empechement[];
  /** Words the person must give. */
  readonly exige?: 'motif' | 'commentaire';
}

/** The one table: it drives the guard, the buttons, the diagram and the exhaustive test. */
export const GESTES = {
  modifier: { de: ['creee'], vers: 'creee', par: 'saisisseur' },
  supprimer: { de: ['creee'], vers: 'supprimee', par: 'saisisseur' },
  soumettre: { de: ['creee'], vers: 'a_valider', par: 'saisisseur', sauf: [entiteInactive] },
  valider: {
    de: ['a_valider', 'en_cours'],
    vers: etatSuivant,
    par: 'valideur',
    sauf: [dejaValidee, saPropreDemande, horsDelegation, transmetteurExclusif],
  },
  refuser: { de: ['a_valider', 'en_cours'], vers: 'refusee', par: 'valideur', exige: 'motif' },
  renvoyer: { de: ['a_valider', 'en_cours'], vers: 'creee', par: 'valideur', exige: 'commentaire' },
  reprendre: { de: ['a_valider'], vers: 'creee', par: 'saisisseur', sauf: [validationCommencee] },
} as const satisfies Record<string, Geste>;

export type NomGeste = keyof typeof GESTES;
export const NOMS_GESTES = Object.keys(GESTES) as NomGeste[];

/** Why this person may not do this now: a message key; undefined when it may be done. */
export function empeche(nom: NomGeste, situation: Situation, profils: readonly Profil[]): string | undefined {
  const geste: Geste = GESTES[nom];
  if (!profils.includes(geste.par)) return 'demandes.refus.profil';
  if (!geste.de.includes(situation.etat)) return 'demandes.refus.etat';
  for (const empechement of geste.sauf ?? []) {
    const raison = empechement(situation);
    if (raison) return raison;
  }
  return undefined;
}

/** The state that a geste leads to. */
export function etatApres(nom: NomGeste, situation: Situation): EtatDemande {
  const { vers }: Geste = GESTES[nom];
  return typeof vers === 'function' ? vers(situation) : vers;
}

/** What this person may do now, in the table's order: the buttons of the page. */
export const gestesPossibles = (situation: Situation, profils: readonly Profil[]): NomGeste[] =>
  NOMS_GESTES.filter((nom) => empeche(nom, situation, profils) === undefined);
