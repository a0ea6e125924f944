/** A call registered by the insurer: its states, what may be done with it, what may be asked, paid and recovered. Pure. */
import { ETATS_APPEL, type AppelLu, type EtatAppel } from '../cautions/appels.js';
import type { Jointe } from '../documents/jointes.sql.js';
import { prolongerOuPayerAvant } from '../horloges/autres.js';
import { cycle, type Geste, type Words } from '../kit/cycle.js';
import { addDays, type Day } from '../kit/dates.js';
import type { FieldError } from '../kit/errors.js';
import { compare, type Money } from '../kit/money.js';

export interface SituationAppel {
  readonly etat: EtatAppel;
  /** What is paid now settles it. */
  readonly solde: boolean;
}

const mots = (champ: string, min: number): Words => ({ champ, min, max: 1_000 });

/** What a payment does to the caution is in the table of the cautions. */
export const APPEL = cycle({
  nom: 'appels',
  etats: ETATS_APPEL,
  debut: ['recu'],
  gestes: {
    examiner: { de: ['recu'], vers: 'examen', par: 'garant' },
    payer: {
      de: ['examen', 'paye_en_partie'],
      vers: { parmi: ['paye_en_partie', 'paye'], selon: ({ solde }) => (solde ? 'paye' : 'paye_en_partie') },
      par: 'garant',
    },
    // Nothing more is due of it.
    solder: { de: ['paye_en_partie'], vers: 'paye', par: 'garant', exige: mots('motifSolde', 10) },
    refuser: { de: ['recu', 'examen'], vers: 'refuse', par: 'garant', exige: mots('motifRefus', 10) },
    // The beneficiary takes it back, as when the act is extended instead.
    retirer: { de: ['recu', 'examen'], vers: 'retire', par: 'garant', exige: mots('motifRetrait', 3) },
    recouvrer: { de: ['paye_en_partie', 'paye'], par: 'garant' },
  } satisfies Record<string, Geste<EtatAppel, SituationAppel>>,
});

export type GesteAppel = (typeof APPEL.noms)[number];

/** A call by itself, with its letters. */
export interface AppelSeul extends AppelLu {
  readonly caution_id: number;
  readonly compte_id: number;
  readonly pieces: readonly Jointe[];
}

/** The steps that the client is told of. */
export type EtapeDite = 'recu' | 'examen' | 'paiement' | 'solde' | 'refuse' | 'retire' | 'recouvrement';

/** A sum and its day, as they were read; undefined: what was typed is none. */
export interface VersementLu {
  readonly le: Day | undefined;
  readonly montant: Money | undefined;
}

/** What is asked, as it was received. */
export interface AppelRecu {
  readonly recuLe: Day;
  readonly montant: Money;
  readonly motif: string;
  readonly prolongerAu: Day | null;
}

export interface ReperesAppel {
  readonly aujourdhui: Day;
  readonly effet: Day;
  /** The end that the act prints. */
  readonly fin: Day | null;
  /** What the caution still guarantees. */
  readonly reste: Money;
}

const siFaux = (juste: boolean, field: string, message: string, params?: FieldError['params']): FieldError[] =>
  juste ? [] : [{ field, message: `appels.erreurs.${message}`, params }];

/** What of a call cannot be. */
export const fautesDAppel = (
  { recuLe, montant, prolongerAu }: AppelRecu,
  { aujourdhui, effet, fin, reste }: ReperesAppel,
): FieldError[] => [
  ...siFaux(recuLe >= effet, 'recuLe', 'avant_effet'),
  ...siFaux(recuLe <= aujourdhui, 'recuLe', 'future'),
  ...siFaux(montant.minor > 0n && compare(montant, reste) <= 0, 'montant', 'montant'),
  ...siFaux(prolongerAu === null || prolongerAu > (fin !== null && fin > aujourdhui ? fin : aujourdhui), 'prolongerAu', 'prolonger'),
];

/** A sum paid or recovered on a day: within what is left of it, on a day between two others. */
export const fautesDeVersement = (
  { le, montant }: VersementLu,
  { depuis, aujourdhui, max }: { readonly depuis: Day; readonly aujourdhui: Day; readonly max: Money },
  champs: { readonly le: string; readonly montant: string },
): FieldError[] => [
  ...siFaux(le !== undefined && le >= depuis && le <= aujourdhui, champs.le, 'versement_date'),
  ...siFaux(montant !== undefined && montant.minor > 0n && compare(montant, max) <= 0, champs.montant, 'versement'),
];

const DELAI_JOURS = 30;

/** The last day to decide: that of the act, or, where an extension is asked instead, that of the URDG (art. 23). */
export const deciderAvant = (recuLe: Day, prolonger: boolean, delaiJours: number): Day =>
  prolonger ? prolongerOuPayerAvant(recuLe) : addDays(recuLe, delaiJours || DELAI_JOURS);
