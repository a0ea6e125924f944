/** A caution: its states, and which moves between them exist. Pure. */
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

/** The moves (1-domain: Life of a caution), and who makes each. */
export const PASSAGES = {
  accorder: { de: ['en_attente'], vers: 'effective', par: 'garant' },
  refuser: { de: ['en_attente'], vers: 'refusee', par: 'garant' },
  abandonner: { de: ['en_attente'], vers: 'abandonnee', par: 'client' },
  opposer: { de: ['effective'], vers: 'en_opposition', par: 'garant' },
  lever_opposition: { de: ['en_opposition'], vers: 'effective', par: 'garant' },
  mainlever: { de: ['effective', 'en_opposition'], vers: 'mainlevee', par: 'garant' },
  appeler: { de: ['effective', 'en_opposition'], vers: 'appelee', par: 'garant' },
  echoir: { de: ['effective'], vers: 'echue', par: 'systeme' },
} as const satisfies Record<string, { de: readonly EtatCaution[]; vers: EtatCaution; par: 'client' | 'garant' | 'systeme' }>;

/** Why a duplicate cannot be printed now: a message key; undefined when it can. */
export function empecheEdition(caution: { readonly etat: EtatCaution; readonly edition_deportee: boolean }): string | undefined {
  if (!caution.edition_deportee) return 'cautions.refus.edition_assureur';
  return EN_VIGUEUR.includes(caution.etat) ? undefined : 'cautions.refus.plus_en_vigueur';
}
