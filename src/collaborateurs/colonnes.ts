/** The columns of a file of people, in their order: those of the model, of what is imported, and of what is exported. */
export const COLONNES_IMPORT = ['email', 'prenom', 'nom', 'langue', 'profils', 'entite', 'filiales', 'delegation'] as const;
export type ColonneImport = (typeof COLONNES_IMPORT)[number];

export const LARGEURS: Readonly<Record<ColonneImport, number>> = {
  email: 36,
  prenom: 18,
  nom: 22,
  langue: 10,
  profils: 28,
  entite: 40,
  filiales: 20,
  delegation: 24,
};
