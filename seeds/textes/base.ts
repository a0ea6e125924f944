import type { TexteVersion } from '../../src/specimens/texte.js';

type Propre = Pick<TexteVersion, 'code' | 'typeCredit' | 'titre' | 'baseLegale' | 'articles' | 'variables'> & Partial<TexteVersion>;

/** A texte of the product Marché in French, first version, in force since 2020, unless it says otherwise. */
export const texte = (propre: Propre): TexteVersion => ({
  version: 1,
  produits: ['MARCHE'],
  langue: 'fr',
  nature: 'caution',
  enVigueurDu: '2020-01-01',
  enVigueurAu: null,
  editionDeportee: true,
  modeleReglementaire: false,
  aRemplacerParModele: false,
  fin: 'evenement',
  limites: [],
  ...propre,
});
