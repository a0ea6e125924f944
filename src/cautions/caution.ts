/** A caution: its states, and what may be done with it, by whom. Pure. */
import { cycle, type Geste } from '../kit/cycle.js';

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

/** What must be known of a caution to say what may be done. */
export interface SituationCaution {
  readonly etat: EtatCaution;
}

export type AuteurCaution = 'client' | 'garant' | 'systeme';

/** The one table (1-domain: Life of a caution). The control gives the first state. */
export const CAUTION = cycle({
  nom: 'cautions',
  etats: ETATS_CAUTION,
  debut: ['en_attente', 'effective'],
  gestes: {
    accorder: { de: ['en_attente'], vers: 'effective', par: 'garant' },
    refuser: { de: ['en_attente'], vers: 'refusee', par: 'garant' },
    abandonner: { de: ['en_attente'], vers: 'abandonnee', par: 'client' },
    opposer: { de: ['effective'], vers: 'en_opposition', par: 'garant' },
    lever_opposition: { de: ['en_opposition'], vers: 'effective', par: 'garant' },
    mainlever: { de: ['effective', 'en_opposition'], vers: 'mainlevee', par: 'garant' },
    appeler: { de: ['effective', 'en_opposition'], vers: 'appelee', par: 'garant' },
    echoir: { de: ['effective'], vers: 'echue', par: 'systeme' },
  } satisfies Record<string, Geste<EtatCaution, SituationCaution, AuteurCaution>>,
});

/** Why a duplicate cannot be printed now: a message key; undefined when it can. */
export function empecheEdition(caution: { readonly etat: EtatCaution; readonly edition_deportee: boolean }): string | undefined {
  if (!caution.edition_deportee) return 'cautions.refus.edition_assureur';
  return EN_VIGUEUR.includes(caution.etat) ? undefined : 'cautions.refus.plus_en_vigueur';
}
