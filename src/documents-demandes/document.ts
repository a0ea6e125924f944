/** A document that the insurer asks of a client: its states, and what may be done, by whom. Pure. */
import { imprime } from '../cautions/caution.js';
import type { Acteur } from '../droits/acteur.js';
import type { Jointe } from '../documents/jointes.sql.js';
import { cycle, type Geste } from '../kit/cycle.js';
import { addDays, type Day } from '../kit/dates.js';

export const ETATS_DOCUMENT = ['demande', 'recu', 'accepte'] as const;
export type EtatDocument = (typeof ETATS_DOCUMENT)[number];

export interface SituationDocument {
  readonly etat: EtatDocument;
}
export type AuteurDocument = 'client' | 'garant';

/** Asked for again, it is expected by another day, and overdue from there. */
export const DOCUMENT = cycle({
  nom: 'documents.demandes',
  etats: ETATS_DOCUMENT,
  debut: ['demande'],
  gestes: {
    fournir: { de: ['demande'], vers: 'recu', par: 'client', exige: { champ: 'mot', min: 0, max: 1_000 } },
    accepter: { de: ['recu'], vers: 'accepte', par: 'garant' },
    redemander: { de: ['recu'], vers: 'demande', par: 'garant', exige: { champ: 'motif', min: 10, max: 1_000 } },
  } satisfies Record<string, Geste<EtatDocument, SituationDocument, AuteurDocument>>,
});

/** Whoever works gives a document; a reader does not. */
export const auteursDocument = (acteur: Acteur): readonly AuteurDocument[] =>
  acteur.genre === 'garant' ? ['garant'] : imprime(acteur.profils) ? ['client'] : [];

/** One document asked for, as its page and its mails read it. */
export interface DocumentVue {
  readonly id: number;
  readonly version: number;
  readonly etat: EtatDocument;
  readonly compte_id: number;
  readonly client: string;
  readonly entite: string;
  readonly objet: string;
  readonly demandee_le: Date;
  readonly echeance: Day;
  readonly recu_le: Date | null;
  /** Why it was asked for again. */
  readonly reponse: string;
  readonly caution_id: number | null;
  readonly caution: string | null;
  readonly beneficiaire: string | null;
  /** The release that waits for it. */
  readonly mainlevee_id: number | null;
  readonly jointes: readonly Jointe[];
  /** Whether the agent who looks follows the account; never for a client. */
  readonly suivi: boolean;
}

/** Due and not given (rule 8 of the control reads the same). */
export const enRetard = ({ etat, echeance }: Pick<DocumentVue, 'etat' | 'echeance'>, aujourdhui: Day): boolean =>
  etat === 'demande' && echeance < aujourdhui;

/** What the night reminds of, from three days before on, and from the day after; a week without nights is made up for. */
const AVANT_JOURS = 3;
const APRES_JOURS = 7;
export type RappelDeDocument = 'document_rappel' | 'document_en_retard';

/** The due days that a reminder is about. */
export const rappelables = (aujourdhui: Day): { readonly du: Day; readonly au: Day } => ({
  du: addDays(aujourdhui, -APRES_JOURS),
  au: addDays(aujourdhui, AVANT_JOURS),
});

/** The reminder that is due; undefined when there is none. */
export function rappelDeDocument(echeance: Day, aujourdhui: Day): RappelDeDocument | undefined {
  const { du, au } = rappelables(aujourdhui);
  if (echeance < du || echeance > au) return undefined;
  return echeance < aujourdhui ? 'document_en_retard' : 'document_rappel';
}
