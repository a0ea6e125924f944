/** A demande of caution: its states, and what may be done with it, by whom. No I/O, no clock. */
import { cycle, type Empechement as Motif, type Geste } from '../kit/cycle.js';
import type { Profil } from '../droits/acteur.js';

export const ETATS_DEMANDE = ['creee', 'a_valider', 'en_cours', 'transmise', 'refusee', 'supprimee'] as const;
export type EtatDemande = (typeof ETATS_DEMANDE)[number];

/** What must be known of a demande, and of the person looking at it, to say what may be done. */
export interface SituationDemande {
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

type Empechement = Motif<SituationDemande>;

export const derniereValidation = (s: Pick<SituationDemande, 'validationsFaites' | 'validationsRequises'>): boolean =>
  s.validationsFaites + 1 >= s.validationsRequises;

const dejaValidee: Empechement = (s) => (s.dejaValidee ? 'demandes.refus.deja_validee' : undefined);
const saPropreDemande: Empechement = (s) => (s.sienne && !s.propreValidation ? 'demandes.refus.sa_propre_demande' : undefined);
const horsDelegation: Empechement = (s) => (s.delegue ? undefined : 'demandes.refus.hors_delegation');
const transmetteurExclusif: Empechement = (s) => (derniereValidation(s) && s.transmetteurAutre ? 'demandes.refus.transmetteur' : undefined);
const validationCommencee: Empechement = (s) => (s.validationsFaites > 0 ? 'demandes.refus.validation_commencee' : undefined);

const entiteInactive: Empechement = (s) => (s.entiteActive ? undefined : 'demandes.refus.entite_inactive');

const etatSuivant = {
  parmi: ['en_cours', 'transmise'] as const,
  selon: (s: SituationDemande) => (derniereValidation(s) ? ('transmise' as const) : ('en_cours' as const)),
};

/** What a refusal or a sending back must say. */
const MOTIF = { champ: 'commentaire', min: 3, max: 1_000 };

/** The one table: it drives the guard, the words, the buttons, the diagram and the exhaustive test. */
const gestes = {
  modifier: { de: ['creee'], vers: 'creee', par: 'saisisseur' },
  ajouter_piece: { de: ['creee'], vers: 'creee', par: 'saisisseur' },
  retirer_piece: { de: ['creee'], vers: 'creee', par: 'saisisseur' },
  supprimer: { de: ['creee'], vers: 'supprimee', par: 'saisisseur' },
  soumettre: { de: ['creee'], vers: 'a_valider', par: 'saisisseur', sauf: [entiteInactive] },
  valider: {
    de: ['a_valider', 'en_cours'],
    vers: etatSuivant,
    par: 'valideur',
    sauf: [dejaValidee, saPropreDemande, horsDelegation, transmetteurExclusif],
    exige: { ...MOTIF, min: 0 },
  },
  refuser: { de: ['a_valider', 'en_cours'], vers: 'refusee', par: 'valideur', exige: { ...MOTIF, message: 'demandes.erreurs.motif' } },
  renvoyer: {
    de: ['a_valider', 'en_cours'],
    vers: 'creee',
    par: 'valideur',
    exige: { ...MOTIF, message: 'demandes.erreurs.commentaire' },
  },
  reprendre: { de: ['a_valider'], vers: 'creee', par: 'saisisseur', sauf: [validationCommencee] },
} satisfies Record<string, Geste<EtatDemande, SituationDemande, Profil>>;

export const DEMANDE = cycle({ nom: 'demandes', etats: ETATS_DEMANDE, debut: ['creee'], gestes });

export type NomGeste = (typeof DEMANDE.noms)[number];

/** The profile that a geste is for. */
export const profilPour = (nom: NomGeste): Profil => gestes[nom].par;
