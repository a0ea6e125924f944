/** The insurer's clients as they are shown. Pure. */
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
