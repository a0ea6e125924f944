/** The insurer's clients as they are shown, and the clock of its queue. Pure. */
import type { Day } from '../kit/dates.js';

/** A line of the list of clients. */
export interface CompteResume {
  readonly id: number;
  readonly nom: string;
  readonly numero_client: string;
  readonly conseiller: string | null;
  readonly charge: string | null;
  readonly entites: number;
  readonly personnes: number;
  readonly ouvert_le: Date;
}

/** A contract, its lines and what each product is authorised for; amounts are decimals of `devise`. */
export interface ContratResume {
  readonly numero: string;
  readonly devise: string;
  readonly plafond: string;
  readonly date_debut: Day;
  readonly edition_deportee: boolean;
  readonly lignes: readonly { readonly libelle: string; readonly plafond: string }[];
  readonly autorisations: readonly { readonly produit: string; readonly type: string; readonly autorise: string }[];
}

/** A client's page. */
export interface CompteVue extends CompteResume {
  readonly racine: { readonly nom: string; readonly etat: string } | null;
  readonly contrats: readonly ContratResume[];
  readonly administrateurs: readonly { readonly nom: string; readonly email: string; readonly actif: boolean }[];
}

/** A demande through Cautionet is issued within a day (1-domain: promises of the charter). */
const HEURE_MS = 3_600_000;
const PROMESSE_HEURES = 24;
/** From here on a deadline is orange. */
const PROCHE_HEURES = 4;

export interface Delai {
  /** When the decision is due. */
  readonly echeance: Date;
  /** Time gone by, as a share of the time given: 1 when it is over. */
  readonly part: number;
  readonly niveau: 'vert' | 'orange' | 'rouge';
  readonly enRetard: boolean;
  /** Whole minutes left, or late. */
  readonly minutes: number;
}

/** How a caution created at that instant stands now. Due to the minute: at the very instant of the deadline it is late. */
export function delaiDe(creeeLe: Date, now: Date): Delai {
  const echeance = new Date(creeeLe.getTime() + PROMESSE_HEURES * HEURE_MS);
  const reste = echeance.getTime() - now.getTime();
  const enRetard = reste <= 0;
  return {
    echeance,
    part: Math.min(1, Math.max(0, 1 - reste / (PROMESSE_HEURES * HEURE_MS))),
    niveau: enRetard ? 'rouge' : reste <= PROCHE_HEURES * HEURE_MS ? 'orange' : 'vert',
    enRetard,
    minutes: Math.floor(Math.abs(reste) / 60_000),
  };
}

/** The instants that part what is late, what is due within hours, and the rest: by date of creation. */
export const seuilsDe = (now: Date): { readonly retard: Date; readonly proche: Date } => ({
  retard: new Date(now.getTime() - PROMESSE_HEURES * HEURE_MS),
  proche: new Date(now.getTime() - (PROMESSE_HEURES - PROCHE_HEURES) * HEURE_MS),
});
