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

/** What may be chosen for a demande, each list narrowed by the choices before it. */
export function choixPossibles({ entites, catalogue, couples, textes }: OffreSaisie, { produit, typeCredit }: ChoixSaisie) {
  const admis = (code: string, type: string) => (!produit || produit === code) && couples.has(couple(code, type));
  return {
    entiteId: entites.map(({ id }) => id),
    produit: catalogue.produits
      .map(({ code }) => code)
      .filter((code) => catalogue.types.some((type) => type.produits.includes(code) && couples.has(couple(code, type.code)))),
    typeCredit: catalogue.types.filter(({ code, produits }) => produits.some((one) => admis(one, code))).map(({ code }) => code),
    texteId: textes
      .filter((texte) => (!typeCredit || texte.type_credit === typeCredit) && texte.produits.some((one) => admis(one, texte.type_credit)))
      .map(({ id }) => id),
  };
}

/** What is chosen already: what was chosen, and what leaves no choice. */
export function choixUniques(offre: OffreSaisie, choisis: ChoixSaisie): ChoixSaisie {
  const seul = <T>(liste: readonly T[]): T | undefined => (liste.length === 1 ? liste[0] : undefined);
  const choix = { ...choisis };
  choix.entiteId ??= seul(choixPossibles(offre, choix).entiteId);
  choix.produit ??= seul(choixPossibles(offre, choix).produit);
  choix.typeCredit ??= seul(choixPossibles(offre, choix).typeCredit);
  choix.texteId ??= seul(choixPossibles(offre, choix).texteId);
  return choix;
}

/** What the values are compared with: the currency and the days of the contract, the applicant. */
export const circonstances = ({ autorisation, entite }: Cadre) => ({
  devise: autorisation.devise,
  contrat: { du: autorisation.contrat_du, au: autorisation.contrat_au },
  donneur: { nom: entite.nom, immatriculation: entite.siren ?? undefined },
});
