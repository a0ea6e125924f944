/** What is outstanding, gathered one way or another. Pure. */
import { add, fromDecimal, type Money } from '../kit/money.js';

export const PARTAGES = ['filiale', 'type', 'beneficiaire', 'fin'] as const;
export type Partage = (typeof PARTAGES)[number];
export const TRIS_ENCOURS = ['nom', 'nombre', 'montant'] as const;
export type TriEncours = (typeof TRIS_ENCOURS)[number];

export interface LigneEncours {
  /** Name of the subsidiary, type, beneficiary, or month of end. */
  readonly nom: string;
  readonly precision: string;
  readonly nombre: number;
  readonly montant: string;
  readonly devise: string;
}

/** Sorted as asked; the name decides between equals, so that an export is in the order of the page. */
export function trier<Ligne extends LigneEncours>(lignes: readonly Ligne[], tri: TriEncours, sens: 'asc' | 'desc'): Ligne[] {
  const signe = sens === 'asc' ? 1 : -1;
  const valeur = { nom: () => 0, nombre: (l: LigneEncours) => l.nombre, montant: (l: LigneEncours) => Number(l.montant) }[tri];
  const parNom = (a: LigneEncours, b: LigneEncours) => a.nom.localeCompare(b.nom, 'fr') || a.precision.localeCompare(b.precision, 'fr');
  return [...lignes].sort((a, b) => signe * (tri === 'nom' ? parNom(a, b) : valeur(a) - valeur(b)) || parNom(a, b));
}

export interface TotalEncours {
  readonly devise: string;
  readonly nombre: number;
  readonly montant: Money;
}

/** One total a currency. */
export function totaliser(lignes: readonly LigneEncours[]): TotalEncours[] {
  const totaux = new Map<string, TotalEncours>();
  for (const { devise, nombre, montant } of lignes) {
    const known = totaux.get(devise);
    const value = fromDecimal(montant, devise);
    totaux.set(devise, { devise, nombre: (known?.nombre ?? 0) + nombre, montant: known ? add(known.montant, value) : value });
  }
  return [...totaux.values()];
}
