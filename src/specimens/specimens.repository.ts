/** SQL of the texts. */
import { sql, type Database } from '../kit/database.js';
import type { Day } from '../kit/dates.js';
import type { Language } from '../kit/money.js';
import type { TexteVersion } from './texte.js';

/** A version of a text, without its content. */
export interface TexteResume {
  readonly id: number;
  readonly code: string;
  readonly version: number;
  readonly type_credit: string;
  readonly produits: readonly string[];
  readonly langue: Language;
  readonly titre: string;
  readonly en_vigueur_du: Day;
  readonly en_vigueur_au: Day | null;
  readonly edition_deportee: boolean;
}

const COLONNES = sql`id, code, version, type_credit, produits, langue, titre, en_vigueur_du, en_vigueur_au, edition_deportee`;

/** Every version of an insurer's texts, by code, the latest first. */
export const textesDe = ({ systeme }: Database, garantId: number): Promise<TexteResume[]> =>
  systeme.rows<TexteResume>(sql`select ${COLONNES} from texte_version where garant_id = ${garantId} order by code, version desc`);

export const contenuDe = async ({ systeme }: Database, id: number): Promise<TexteVersion | undefined> =>
  (await systeme.rows<{ contenu: TexteVersion }>(sql`select contenu from texte_version where id = ${id}`))[0]?.contenu;
