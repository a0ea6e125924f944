/** SQL of the texts. */
import { sql, type Database } from '../kit/database.js';
import type { TexteResume, TexteVersion } from './texte.js';

const COLONNES = sql`id, code, version, type_credit, produits, langue, titre, en_vigueur_du, en_vigueur_au, edition_deportee,
  (contenu ->> 'aRemplacerParModele')::boolean as hors_modele`;

/** Every version of an insurer's texts, by code, the latest first. */
export const list = ({ systeme }: Database, garantId: number): Promise<TexteResume[]> =>
  systeme.rows<TexteResume>(sql`select ${COLONNES} from texte_version where garant_id = ${garantId} order by code, version desc`);

export const findContenu = async ({ systeme }: Database, id: number): Promise<TexteVersion | undefined> =>
  (await systeme.rows<{ contenu: TexteVersion }>(sql`select contenu from texte_version where id = ${id}`))[0]?.contenu;
