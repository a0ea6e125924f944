/** What a demande says: its values, and the columns that are searched. Pure. */
import type { Valeurs } from '../specimens/texte.js';

/** What a demande says, once read and computed: the columns one searches by stand beside the values of its texte. */
export interface Contenu {
  readonly entiteId: number;
  readonly autorisationId: number;
  readonly produit: string;
  readonly typeCredit: string;
  readonly texteId: number;
  readonly devise: string;
  readonly valeurs: Valeurs;
}

/** Names under which a text asks for the reference of the guaranteed contract. */
export const REFERENCES = [
  'marche_numero',
  'soustraite_numero',
  'consultation_ref',
  'contrat_ref',
  'commande_numero',
  'arrete_numero',
  'agrement_numero',
];

/** The searchable columns, taken from the values. */
export const colonnesDe = ({ valeurs }: Pick<Contenu, 'valeurs'>) => ({
  montant: valeurs.montant,
  beneficiaire: valeurs.beneficiaire_nom,
  // The reference of what is guaranteed, whatever its text calls it: it tells two acts to one beneficiary apart.
  marche: REFERENCES.map((nom) => valeurs[nom]).find(Boolean) ?? '',
  objet: valeurs.marche_objet ?? '',
  // Left open, the effect is the day of issue: until then, the day of entry stands for it.
  dateEffet: valeurs.date_effet ?? null,
  dateFin: valeurs.date_fin ?? null,
});
