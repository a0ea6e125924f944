import type { Limite, NatureDePartie, TexteVersion } from '../../src/specimens/texte.js';
import { fonder } from './fondements.js';

type Propre = Pick<TexteVersion, 'code' | 'typeCredit' | 'titre' | 'baseLegale' | 'articles' | 'variables' | 'sources'> &
  Partial<TexteVersion>;

/** A texte of the product Marché in French, first version, in force since 2020, to be read again within the year, unless it says otherwise. */
export function texte(propre: Propre): TexteVersion {
  const version: TexteVersion = { ...USUEL, ...propre };
  return { ...version, articles: fonder(version) };
}

const USUEL = {
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
  aRelireLe: '2027-06-30',
} satisfies Partial<TexteVersion>;

/** Whom the text is written for: a name or a SIRET that says otherwise is refused. */
export const pour = (admises: readonly NatureDePartie[], article: string, siret = 'beneficiaire_siret'): Limite => ({
  type: 'nature',
  nom: 'beneficiaire_nom',
  siret,
  admises,
  article,
});
