/** SQL of the texts. */
import { sql, type Database } from '../kit/database.js';
import { admis } from './admis.sql.js';
import type { TexteResume, TexteVersion } from './texte.js';

const COLONNES = sql`t.id, t.code, t.version, t.type_credit, t.produits, t.langue, t.titre, t.en_vigueur_du, t.en_vigueur_au,
  t.edition_deportee, ${admis(sql`t`)} as admis`;

/** Every version of an insurer's texts, by code, the latest first. */
export const list = ({ systeme }: Database, garantId: number): Promise<TexteResume[]> =>
  systeme.rows<TexteResume>(sql`select ${COLONNES} from texte_version t where t.garant_id = ${garantId} order by t.code, t.version desc`);

export const findContenu = async ({ systeme }: Database, id: number): Promise<TexteVersion | undefined> =>
  (await systeme.rows<{ contenu: TexteVersion }>(sql`select contenu from texte_version where id = ${id}`))[0]?.contenu;
