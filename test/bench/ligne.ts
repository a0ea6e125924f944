/** A line of the report: what was measured, the floor, ours, their ratio and the goal. */
export interface Ligne {
  readonly quoi: string;
  readonly plancher: string;
  readonly produit: string;
  readonly ratio: string;
  readonly but: string;
  readonly atteint: boolean;
}
