/** What every installation starts with, the demonstration and production alike: the insurer, its catalogue, its texts. */
import { sql, type Tx } from '../src/kit/database.js';
import type { Garant, Signataire } from '../src/impression/acte.js';
import type { TexteVersion } from '../src/specimens/texte.js';
import { insertRows } from './bulk.js';
import { familleDe, PRODUITS, SUR_PAIEMENT, TYPES_CREDIT } from './catalogue.js';
import { TEXTES } from './textes/index.js';

/** The insurer as its acts name it. */
const acte: Omit<Garant, 'nom'> = {
  forme: 'société anonyme à directoire et conseil de surveillance',
  capital: '48 000 000 €',
  siege: '18, quai des Alizés, 69998 Confluence-sur-Rhône',
  ville: 'Confluence-sur-Rhône',
  rcs: 'Confluence-sur-Rhône 990 000 127',
  agrement: 'entreprise régie par le code des assurances, agréée pour la branche 15 (caution)',
  controle: 'Autorité de contrôle prudentiel et de résolution, 4 place de Budapest, CS 92459, 75436 Paris Cedex 09',
  en: {
    forme: 'a French limited company (société anonyme)',
    capital: '€48,000,000',
    siege: '18, quai des Alizés, 69998 Confluence-sur-Rhône, France',
    agrement: 'undertaking governed by the French Insurance Code, licensed for class 15 (suretyship)',
    controle: 'Autorité de contrôle prudentiel et de résolution, 4 place de Budapest, CS 92459, 75436 Paris Cedex 09, France',
  },
};

const signataire: Signataire = {
  nom: 'Aurélie Montclar',
  qualite: 'directrice de la souscription',
  pouvoir: 'délégation de pouvoirs du directoire',
  en: { qualite: 'Chief Underwriting Officer', pouvoir: 'delegated by the Management Board' },
};

/** The invented insurer. */
export const GARANT = {
  code: 'meridiane',
  nom: 'Méridiane Caution',
  site_url: 'https://meridiane.example/',
  identite: { acte, signataire },
};

/** What was given to the insurer and to each version of a text. */
export interface Referentiel {
  readonly garantId: number;
  readonly textes: readonly { readonly id: number; readonly texte: TexteVersion }[];
}

/** Loads the insurer, products, credit types and texts into an empty database. */
export async function loadCatalogue(tx: Tx): Promise<Referentiel> {
  const [garant] = await insertRows<{ id: number }>(tx, 'garant', [GARANT], 'id');
  if (!garant) throw new Error('The insurer was not created.');
  await insertRows(
    tx,
    'produit',
    PRODUITS.map((produit, ordre) => ({ ...produit, ordre })),
  );
  await insertRows(
    tx,
    'type_credit',
    TYPES_CREDIT.map(({ code, libelle, produits, baseLegale }, ordre) => ({
      code,
      famille: familleDe(code),
      liberation: SUR_PAIEMENT.has(code) ? 'paiement' : 'libre',
      libelle,
      produits,
      base_legale: baseLegale,
      ordre,
    })),
  );
  const ids = await insertRows<{ id: number }>(
    tx,
    'texte_version',
    TEXTES.map((texte) => ({
      garant_id: garant.id,
      code: texte.code,
      version: texte.version,
      type_credit: texte.typeCredit,
      produits: texte.produits,
      langue: texte.langue,
      titre: texte.titre,
      en_vigueur_du: texte.enVigueurDu,
      en_vigueur_au: texte.enVigueurAu,
      edition_deportee: texte.editionDeportee,
      fin: texte.fin,
      contenu: texte,
    })),
    'id',
  );
  return { garantId: garant.id, textes: TEXTES.map((texte, i) => ({ texte, id: ids[i]?.id ?? 0 })) };
}

/** True while no insurer is known: a fresh installation. */
export async function isFresh(tx: Tx): Promise<boolean> {
  return (await tx.row<{ vide: boolean }>(sql`select not exists (select from garant) as vide`))?.vide ?? true;
}
