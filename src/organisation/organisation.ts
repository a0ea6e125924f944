/** An entity among others: what one chooses. Pure. */
export interface EntiteChoix {
  readonly id: number;
  readonly nom: string;
  readonly parent: string | null;
}

export interface EntiteResume {
  readonly id: number;
  readonly nom: string;
  readonly niveau: number;
  /** It has subsidiaries. */
  readonly mere: boolean;
  readonly etat: string;
  readonly siren: string | null;
}

/** The entities a search bar offers; `trop`: only those already chosen, the others are found by name. */
export interface EntitesDeRecherche {
  readonly entites: readonly EntiteResume[];
  readonly trop: boolean;
}
