/** Products and credit types, with their names in each language: small tables, read once a minute. */
import { sql, type Database } from '../kit/database.js';
import type { Clock } from '../kit/dates.js';
import type { Language } from '../kit/money.js';

interface Produit {
  readonly code: string;
  readonly libelle: Readonly<Record<Language, string>>;
  readonly mainlevee_en_ligne: boolean;
}

interface TypeCredit {
  readonly code: string;
  readonly libelle: Readonly<Record<Language, string>>;
  readonly produits: readonly string[];
}

export interface Catalogue {
  readonly produits: readonly Produit[];
  readonly types: readonly TypeCredit[];
  /** The name of a product or a credit type; its code when unknown. */
  produit(code: string, langue: Language): string;
  type(code: string, langue: Language): string;
}

export type CatalogueService = ReturnType<typeof createCatalogueService>;

const FRAICHEUR_MS = 60_000;

export function createCatalogueService({ db, clock }: { db: Database; clock: Clock }) {
  let lu: { readonly catalogue: Catalogue; readonly le: number } | undefined;
  return {
    async read(): Promise<Catalogue> {
      const now = clock().getTime();
      if (lu && now - lu.le < FRAICHEUR_MS) return lu.catalogue;
      const [produits, types] = await Promise.all([
        db.systeme.rows<Produit>(sql`select code, libelle, mainlevee_en_ligne from produit order by ordre, code`),
        db.systeme.rows<TypeCredit>(sql`select code, libelle, produits from type_credit order by ordre, code`),
      ]);
      const nom = (list: readonly (Produit | TypeCredit)[]) => {
        const parCode = new Map(list.map((one) => [one.code, one.libelle]));
        return (code: string, langue: Language) => parCode.get(code)?.[langue] ?? code;
      };
      const catalogue = { produits, types, produit: nom(produits), type: nom(types) };
      if (produits.length > 0) lu = { catalogue, le: now };
      return catalogue;
    },
  };
}
