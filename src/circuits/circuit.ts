/** A validation circuit: its bands, and who may give each validation. Pure. */
export interface Tranche {
  readonly a_partir_de: string;
  readonly validations: number;
}

export interface CircuitDefini {
  readonly propre_validation: boolean;
  readonly tranches: readonly Tranche[];
}

export const MAX_VALIDATIONS = 5;

/** What is known of a valideur for one demande to be. */
export interface Candidat {
  readonly nom: string;
  readonly actif: boolean;
  readonly perimetre: boolean;
  readonly delegue: boolean;
  readonly demandeur: boolean;
  /** Somebody else alone may transmit. */
  readonly transmetteur_autre: boolean;
}

/** Why a valideur may not give this validation: a word of `circuits.json`; undefined when he may. */
export function obstacle(candidat: Candidat, { derniere, propreValidation }: { derniere: boolean; propreValidation: boolean }) {
  if (!candidat.actif) return 'suspendu';
  if (!candidat.perimetre) return 'perimetre';
  if (candidat.demandeur && !propreValidation) return 'propre';
  if (!candidat.delegue) return 'delegation';
  if (derniere && candidat.transmetteur_autre) return 'transmetteur';
  return undefined;
}

export interface Etape {
  readonly rang: number;
  readonly oui: readonly string[];
  readonly non: readonly { readonly nom: string; readonly raison: string }[];
}

/** Each validation with those who may give it and those who may not. */
export const etapesDe = (candidats: readonly Candidat[], validations: number, propreValidation: boolean): Etape[] =>
  Array.from({ length: validations }, (_, i) => {
    const regle = { derniere: i + 1 === validations, propreValidation };
    return {
      rang: i + 1,
      oui: candidats.filter((candidat) => obstacle(candidat, regle) === undefined).map(({ nom }) => nom),
      non: candidats.flatMap((candidat) => {
        const raison = obstacle(candidat, regle);
        return raison ? [{ nom: candidat.nom, raison }] : [];
      }),
    };
  });

/** Enough different people for every validation: one person gives one only, the last asks for one of its own. */
export function suffisant(etapes: readonly Etape[]): boolean {
  const derniere = etapes.at(-1);
  const tous = new Set(etapes.flatMap(({ oui }) => oui));
  return (derniere?.oui.length ?? 0) > 0 && tous.size >= etapes.length;
}

export interface EntiteCircuit {
  readonly id: number;
  readonly nom: string;
  /** The entity whose circuit applies here; null: none is defined above. */
  readonly source_id: number | null;
  readonly source: string | null;
  readonly propre_validation: boolean | null;
  readonly tranches: readonly Tranche[];
}

export interface CircuitRow extends CircuitDefini {
  readonly version: number;
}

export interface PersonneNommee {
  readonly id: number;
  readonly nom: string;
}
