/** Searches kept under a name. Pure. */

export interface Preferee {
  readonly id: number;
  /** The name of its list. */
  readonly liste: string;
  readonly nom: string;
  /** The criteria as the address of the list carries them. */
  readonly requete: string;
  readonly par_defaut: boolean;
}

/** Where a search is applied: its list, with its criteria. */
export const adresseDe = (liste: string, requete: string): string => `${liste}?${requete || 'page=1'}`;
