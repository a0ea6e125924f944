/** Searches kept under a name. Pure. */
import { chemins } from '../chemins.js';

export const LISTES = ['demandes', 'cautions'] as const;
export type Liste = (typeof LISTES)[number];

export interface Preferee {
  readonly id: number;
  readonly liste: Liste;
  readonly nom: string;
  /** The criteria as the address of the list carries them. */
  readonly requete: string;
  readonly par_defaut: boolean;
}

/** Where a search is applied: its list, with its criteria. */
export const adresseDe = ({ liste, requete }: Pick<Preferee, 'liste' | 'requete'>): string => `${chemins[liste]()}?${requete || 'page=1'}`;
