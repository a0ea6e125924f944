/** What filling in a demande starts from: what is offered, and four choices that go together. Pure. */
import type { AutorisationRow } from '../autorisations/autorisation.js';
import type { Catalogue } from '../catalogue/catalogue.service.js';
import type { EntiteResume } from '../organisation/organisation.js';
import type { TexteResume, TexteVersion } from '../specimens/texte.js';
import type { ChoixSaisie } from './saisie.form.js';

/** What the first step offers: active entities of the perimeter, what its authorisations allow, texts in force. */
export interface OffreSaisie {
  readonly entites: readonly EntiteResume[];
  readonly catalogue: Catalogue;
  /** Authorised couples, "MARCHE RG_PRIV". */
  readonly couples: ReadonlySet<string>;
  readonly textes: readonly TexteResume[];
}

/** Four choices that go together. */
export interface Cadre {
  readonly entite: EntiteResume;
  readonly autorisation: AutorisationRow;
  readonly texteId: number;
  readonly texte: TexteVersion;
  readonly choix: Required<ChoixSaisie>;
}

/** A product and a credit type together, as authorisations give them. */
export const couple = (produit: string, typeCredit: string): string => `${produit} ${typeCredit}`;
