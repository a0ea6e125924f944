/** A caution: its states, and what may be done with it, by whom. Pure. */
import type { Profil } from '../droits/acteur.js';
import type { Contact } from '../garants/contacts.presenter.js';
import type { EvenementLu } from '../journal/journal.js';
import { cycle, type Empechement, type Geste, type Words } from '../kit/cycle.js';
import type { Resultat } from './controle.js';
import type { SuiteExpedition } from './etapes.js';
import type { TarifRow } from '../autorisations/tarif.js';
import type { Fin } from '../specimens/fin.js';
import type { Valeurs } from '../specimens/texte.js';
import type { LigneDossier } from '../listes/colonnes.js';
import type { Day } from '../kit/dates.js';
import { APPELS_OUVERTS, type AppelLu } from './appels.js';
import type { OppositionLue } from './oppositions.js';

export const ETATS_CAUTION = [
  'en_attente',
  'effective',
  'en_opposition',
  'mainlevee',
  'appelee',
  'echue',
  'refusee',
  'abandonnee',
] as const;
export type EtatCaution = (typeof ETATS_CAUTION)[number];

/** In force: outstanding, counted in the encours, an act of it may be printed. */
export const EN_VIGUEUR: readonly EtatCaution[] = ['effective', 'en_opposition'];

export const ETATS_REVISION = ['demandee', 'maintenue', 'accordee'] as const;
export type EtatRevision = (typeof ETATS_REVISION)[number];

/** Over: nothing of it is left. */
export const FINIES: readonly EtatCaution[] = ['mainlevee', 'appelee', 'echue', 'refusee', 'abandonnee'];

/** What must be known of a caution to say what may be done. */
export interface SituationCaution {
  readonly etat: EtatCaution;
  /** Oppositions of its beneficiary that nobody lifted, the one that is being lifted left out. */
  readonly oppositions: number;
  /** Calls that are not settled; none unless told. */
  readonly appels?: number;
  /** Nothing would be left of its amount. */
  readonly epuisee: boolean;
}

export type AuteurCaution = 'client' | 'garant' | 'beneficiaire' | 'systeme';

const motif = (min: number): Words => ({ champ: 'motif', min, max: 1_000 });
const opposee: Empechement<SituationCaution> = ({ oppositions }) => (oppositions > 0 ? 'cautions.refus.opposition' : undefined);
const appelee: Empechement<SituationCaution> = ({ appels = 0 }) => (appels > 0 ? 'cautions.refus.appel' : undefined);
const entiere: Empechement<SituationCaution> = ({ epuisee }) => (epuisee ? 'cautions.refus.epuisee' : undefined);

/**
 * The one table (1-domain: Life of a caution). The control gives the first state. What is asked about a caution (a release, an
 * amendment, a claim) has a life of its own in its room; what it does to the caution is here.
 */
export const CAUTION = cycle({
  nom: 'cautions',
  etats: ETATS_CAUTION,
  debut: ['en_attente', 'effective'],
  gestes: {
    accorder: { de: ['en_attente'], vers: 'effective', par: 'garant' },
    refuser: { de: ['en_attente'], vers: 'refusee', par: 'garant', exige: motif(10) },
    demander_document: { de: ['en_attente'], par: 'garant', exige: { ...motif(3), champ: 'objet' } },
    confier: { de: ['en_attente'], par: 'garant', exige: { ...motif(3), champ: 'mot' } },
    relever: { de: ['en_attente'], par: 'garant', exige: motif(10) },
    abandonner: { de: ['en_attente'], vers: 'abandonnee', par: 'client', exige: motif(3) },
    // A refusal that was contested, and decided again by somebody else.
    reviser: { de: ['refusee'], vers: 'effective', par: 'garant' },
    // It changes nothing until somebody else has decided.
    demander_revision: {
      de: ['refusee'],
      par: 'client',
      exige: { champ: 'argument', min: 20, max: 2_000, message: 'revisions.erreurs.argument' },
    },
    opposer: { de: ['effective', 'en_opposition'], vers: 'en_opposition', par: 'garant' },
    // A letter that the law gives no effect: kept, and nothing changes.
    ecarter_opposition: { de: ['effective', 'en_opposition'], par: 'garant' },
    lever_opposition: {
      de: ['en_opposition'],
      vers: { parmi: ['effective', 'en_opposition'], selon: ({ oppositions }) => (oppositions > 0 ? 'en_opposition' : 'effective') },
      par: 'garant',
    },
    mainlever: { de: ['effective', 'en_opposition'], vers: 'mainlevee', par: 'garant', sauf: [opposee, appelee] },
    // Whoever could oppose gives it up.
    liberer: { de: ['effective', 'en_opposition'], vers: 'mainlevee', par: 'beneficiaire' },
    reduire: { de: ['effective', 'en_opposition'], par: 'garant', sauf: [opposee, appelee, entiere] },
    modifier: { de: ['effective'], par: 'garant', sauf: [entiere] },
    mettre_en_jeu: { de: ['effective', 'en_opposition'], par: 'garant' },
    appeler: {
      de: ['effective', 'en_opposition'],
      vers: { parmi: ['appelee', 'effective', 'en_opposition'], selon: ({ etat, epuisee }) => (epuisee ? 'appelee' : etat) },
      par: 'garant',
    },
    echoir: { de: ['effective'], vers: 'echue', par: 'systeme', sauf: [appelee] },
  } satisfies Record<string, Geste<EtatCaution, SituationCaution, AuteurCaution>>,
});

export type GesteCaution = (typeof CAUTION.noms)[number];

/** Why a duplicate cannot be printed now: a message key; undefined when it can. */
export function empecheEdition(caution: { readonly etat: EtatCaution; readonly edition_deportee: boolean }): string | undefined {
  if (!caution.edition_deportee) return 'cautions.refus.edition_assureur';
  return EN_VIGUEUR.includes(caution.etat) ? undefined : 'cautions.refus.plus_en_vigueur';
}

/** Whoever works may print; a reader may not. */
export const imprime = (profils: readonly Profil[]): boolean => profils.some((profil) => profil !== 'consultant');

/** One caution with all that its page shows, in one statement. */
export interface CautionVue extends LigneDossier {
  readonly etat: EtatCaution;
  readonly version: number;
  readonly compte_id: number;
  readonly client: string;
  readonly demande: string;
  readonly demande_id: number;
  readonly entite_id: number;
  readonly contrat: string;
  readonly ligne: string;
  readonly texte_id: number;
  readonly texte_code: string;
  readonly texte_version: number;
  readonly texte_titre: string;
  readonly valeurs: Valeurs;
  readonly donneur_ordre: { readonly nom: string; readonly siren?: string | null; readonly siret?: string | null };
  readonly controle: readonly Resultat[];
  readonly edition_deportee: boolean;
  readonly effective_le: Date | null;
  readonly terminee_le: Date | null;
  readonly fin: Fin;
  readonly tarifs: readonly TarifRow[];
  readonly periode: 'mois' | 'trimestre' | 'annee';
  readonly autorise: string;
  readonly utilise: string;
  readonly acte: { readonly version: number; readonly code: string; readonly scelle_le: string; readonly sha256: string } | null;
  /** The version that its act is to have: above that of `acte`, it waits for its seal. */
  readonly acte_version: number;
  /** Every act that was sealed for it, latest first. */
  readonly actes: readonly {
    readonly version: number;
    readonly code: string;
    readonly scelle_le: string;
    readonly montant: string | null;
  }[];
  readonly editions: readonly { readonly rang: number; readonly le: string; readonly par: string }[];
  /** Of an act that the insurer prints, once it is sealed. */
  readonly expedition: SuiteExpedition<string> | null;
  /** Of its refusal, once contested. */
  readonly revision: {
    readonly etat: EtatRevision;
    readonly demandee_le: string;
    readonly argument: string;
    readonly decidee_le: string | null;
    readonly reponse: string;
  } | null;
  readonly mouvements: readonly { readonly le: string; readonly nature: string; readonly montant: string }[];
  readonly oppositions: readonly OppositionLue[];
  readonly appels: readonly AppelLu[];
  readonly mainlevees: readonly {
    readonly id: number;
    readonly motif: string;
    readonly etat: string;
    readonly demandee_le: string;
    readonly reponse: string;
    /** What of the amount is released; null: all of it. */
    readonly montant: string | null;
    /** The document that is wanted first. */
    readonly document: number | null;
  }[];
  readonly mainlevee_en_ligne: boolean;
  /** The réception of the works, once it is known. */
  readonly reception: {
    readonly version: number;
    readonly effet: Day;
    readonly pv_le: Day | null;
    readonly reserves: 'sans' | 'avec' | 'levees';
    readonly levees_le: Day | null;
  } | null;
  readonly avenants: readonly {
    readonly id: number;
    readonly etat: string;
    readonly objet: string;
    readonly demande_le: string;
    readonly reponse: string;
    readonly acte_version: number | null;
  }[];
  readonly pieces: readonly { readonly id: number; readonly nom: string; readonly taille: number }[];
  /** Whom to call while it waits. */
  readonly contacts: readonly Contact[] | null;
  readonly evenements: readonly EvenementLu[];
}

/** What the table asks of a caution that is shown. */
export const situationDeVue = ({ etat, oppositions, appels }: Pick<CautionVue, 'etat' | 'oppositions' | 'appels'>): SituationCaution => ({
  etat,
  oppositions: oppositions.filter(({ levee_le }) => levee_le === null).length,
  appels: appels.filter(({ etat: sien }) => APPELS_OUVERTS.includes(sien)).length,
  epuisee: false,
});
