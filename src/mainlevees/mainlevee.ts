/** The release of a caution: its states, what may be done, by whom, and for which reasons one may ask. Pure (1-domain: Mainlevée). */
import { EN_VIGUEUR, type EtatCaution } from '../cautions/caution.js';
import { cycle, type Empechement as Refusee, type Geste } from '../kit/cycle.js';
import type { Day } from '../kit/dates.js';

export const ETATS_MAINLEVEE = ['transmise', 'document_demande', 'accordee', 'refusee'] as const;
export type EtatMainlevee = (typeof ETATS_MAINLEVEE)[number];

/** Asked by the client; `beneficiaire`: given by the beneficiary himself. */
export const MOTIFS_MAINLEVEE = ['pv_reception', 'lettre_beneficiaire', 'preuve_paiement', 'edition_erreur', 'beneficiaire'] as const;
export type MotifMainlevee = (typeof MOTIFS_MAINLEVEE)[number];

export interface SituationMainlevee {
  readonly etat: EtatMainlevee;
  readonly motif: MotifMainlevee;
  readonly caution: EtatCaution;
}

type AuteurMainlevee = 'client' | 'garant';

// Whoever objects gives his objection up with the release that he gives.
const opposee: Refusee<SituationMainlevee> = ({ caution, motif }) =>
  caution === 'en_opposition' && motif !== 'beneficiaire' ? 'mainlevees.refus.opposition' : undefined;
const finie: Refusee<SituationMainlevee> = ({ caution }) => (EN_VIGUEUR.includes(caution) ? undefined : 'mainlevees.refus.plus_en_vigueur');

/** The error of edition, when its conditions hold, begins granted. */
export const MAINLEVEE = cycle({
  nom: 'mainlevees',
  etats: ETATS_MAINLEVEE,
  debut: ['transmise', 'accordee'],
  gestes: {
    demander_document: {
      de: ['transmise'],
      vers: 'document_demande',
      par: 'garant',
      sauf: [finie],
      exige: { champ: 'objet', min: 3, max: 500 },
    },
    repondre: { de: ['document_demande'], vers: 'transmise', par: 'client' },
    accorder: { de: ['transmise', 'document_demande'], vers: 'accordee', par: 'garant', sauf: [opposee, finie] },
    refuser: {
      de: ['transmise', 'document_demande'],
      vers: 'refusee',
      par: 'garant',
      exige: { champ: 'motif', min: 10, max: 1_000 },
    },
  } satisfies Record<string, Geste<EtatMainlevee, SituationMainlevee, AuteurMainlevee>>,
});

/** Time given to say that an act was printed in error: 48 hours to the second, whatever the clocks of Paris do. */
export const ERREUR_MS = 48 * 3_600_000;

/** What is known of a caution when its release is asked. */
export interface Liberable {
  readonly etat: EtatCaution;
  readonly enLigne: boolean;
  readonly partielle: boolean;
  /** `paiement`: only the proof of full payment releases it. */
  readonly liberation: 'libre' | 'paiement';
  readonly enCours: boolean;
  /** An amendment of it is under way: what would be released is not settled. */
  readonly amende: boolean;
  /** When its first duplicate was printed; null: never. */
  readonly editeeLe: Date | null;
}

/** Why a release cannot be asked now: a message key, or nothing. */
export function empecheMainlevee({ etat, enLigne, enCours, amende }: Liberable): string | undefined {
  if (!enLigne) return 'mainlevees.refus.hors_ligne';
  if (etat === 'en_opposition') return 'mainlevees.refus.opposition';
  if (etat !== 'effective') return 'mainlevees.refus.plus_en_vigueur';
  if (enCours) return 'mainlevees.refus.en_cours';
  return amende ? 'mainlevees.refus.avenant' : undefined;
}

/** True while the act may be said to have been printed in error. */
export const dansLErreur = ({ editeeLe }: Pick<Liberable, 'editeeLe'>, maintenant: Date): boolean =>
  editeeLe !== null && maintenant.getTime() - editeeLe.getTime() <= ERREUR_MS;

/** The reasons that one may give for this caution, in the order of the page. */
export function motifsPour(caution: Liberable, maintenant: Date): MotifMainlevee[] {
  const surPieces: MotifMainlevee[] = caution.liberation === 'paiement' ? ['preuve_paiement'] : ['pv_reception', 'lettre_beneficiaire'];
  return dansLErreur(caution, maintenant) ? [...surPieces, 'edition_erreur'] : surPieces;
}

/** What was said to ask for it; each reason has its own. */
export interface DonneesMainlevee {
  readonly datePv?: Day;
  readonly dateEffet?: Day;
  readonly reserves?: 'sans' | 'avec' | 'levees';
  readonly dateLevee?: Day;
  readonly dateLettre?: Day;
  readonly signataire?: string;
  readonly datePaiement?: Day;
  readonly detruits?: true;
}

export interface MainleveeVue {
  readonly id: number;
  readonly version: number;
  readonly compte_id: number;
  readonly caution_id: number;
  readonly caution: string;
  readonly caution_etat: EtatCaution;
  readonly devise: string;
  readonly motif: MotifMainlevee;
  readonly donnees: DonneesMainlevee;
  readonly montant: string | null;
  readonly etat: EtatMainlevee;
  readonly reponse: string;
  readonly demandee_le: Date;
  readonly decidee_le: Date | null;
  readonly par: string | null;
}

export const situationMainlevee = ({ etat, motif, caution_etat: caution }: MainleveeVue): SituationMainlevee => ({ etat, motif, caution });
