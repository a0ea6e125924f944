/** What anybody may check of an act. Pure. */
import type { EtatCaution } from '../cautions/caution.js';

/** All that the public may know of an act. */
export interface Authentique {
  readonly numero: string;
  readonly beneficiaire: string;
  readonly montant: string;
  readonly devise: string;
  readonly etat: EtatCaution;
}
