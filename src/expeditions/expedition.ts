/** An act that the insurer prints, as its page and its gestes read it. Pure. */
import type { EtatCaution } from '../cautions/caution.js';
import type { SuiteExpedition } from '../cautions/etapes.js';

/** By its own id, as the insurer's pages call it; or the latest of a caution, as the client's does. */
export type CleExpedition = { readonly id: number } | { readonly numero: string };

export interface ExpeditionVue extends SuiteExpedition<Date> {
  readonly id: number;
  readonly compte_id: number;
  readonly caution_id: number;
  readonly caution: string;
  readonly caution_etat: EtatCaution;
  readonly beneficiaire: string;
  /** The sealed original; null while its seal is being set. */
  readonly fichier_id: number | null;
}
