/** The states of an act that the insurer prints, and what is read of them. Pure. */
export const ETATS_EXPEDITION = ['a_editer', 'editee', 'expediee', 'recue'] as const;
export type EtatExpedition = (typeof ETATS_EXPEDITION)[number];

/** What happened to it; `I`: how its instants are read. */
export interface SuiteExpedition<I> {
  readonly etat: EtatExpedition;
  readonly version: number;
  /** Its seal: the promise runs from there. */
  readonly depuis: I;
  readonly editee_le: I | null;
  readonly expediee_le: I | null;
  readonly recue_le: I | null;
  readonly transporteur: string;
  readonly suivi: string;
}
