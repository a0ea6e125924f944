/** SQL of the drafts: always of one person. Decides nothing. */
import { empty, sql, type Tx } from '../kit/database.js';
import type { Collaborateur } from '../droits/acteur.js';
import { MAX_BROUILLONS, type Brouillon, type Feuille } from './brouillon.js';
import type { ChoixSaisie } from './saisie.form.js';

export interface Saisie {
  readonly demandeId: number | null;
  readonly version: number;
  readonly choix: ChoixSaisie;
  readonly saisie: Readonly<Record<string, string>>;
}

const COLONNES = sql`b.id, b.rang, b.version, b.choix, b.saisie, b.numero, b.commence_le, b.modifie_le,
  (select d.numero from demande d where d.id = b.demande_id) as demande`;

export const find = (tx: Tx, { id }: Collaborateur, brouillon: string): Promise<Brouillon | undefined> =>
  tx.row<Brouillon>(sql`select ${COLONNES} from brouillon b where b.collaborateur_id = ${id} and b.id = ${brouillon}`);

/** The drafts that are still ones, the latest first; those of one demande. */
export const list = (tx: Tx, { id }: Collaborateur, demandeId?: number): Promise<Brouillon[]> =>
  tx.rows<Brouillon>(sql`
    select ${COLONNES} from brouillon b
    where b.collaborateur_id = ${id} and b.numero is null ${demandeId === undefined ? empty : sql`and b.demande_id = ${demandeId}`}
    order by b.modifie_le desc, b.id`);

/** Saves over what the page knew, or over what itself saved; undefined when the draft went on elsewhere, or is a demande. */
export async function save(
  tx: Tx,
  acteur: Collaborateur,
  { id, rang, feuille }: Feuille,
  { demandeId, version, choix, saisie }: Saisie,
  le: Date,
): Promise<number | undefined> {
  const row = await tx.row<{ rang: number }>(sql`
    insert into brouillon (collaborateur_id, id, compte_id, demande_id, version, choix, saisie, feuille, commence_le, modifie_le)
    values (${acteur.id}, ${id}, ${acteur.compteId}, ${demandeId}, ${version}, ${JSON.stringify(choix)}, ${JSON.stringify(saisie)}, ${feuille}, ${le}, ${le})
    on conflict (collaborateur_id, id) do update
      set choix = excluded.choix, saisie = excluded.saisie, rang = brouillon.rang + 1, feuille = excluded.feuille, modifie_le = excluded.modifie_le
      where brouillon.numero is null and (brouillon.rang = ${rang} or brouillon.feuille = excluded.feuille)
    returning rang`);
  return row?.rang;
}

export const trim = (tx: Tx, { id }: Collaborateur) =>
  tx.run(sql`
    delete from brouillon where collaborateur_id = ${id} and id in (
      select id from brouillon where collaborateur_id = ${id} order by modifie_le desc, id offset ${MAX_BROUILLONS})`);

export const remove = (tx: Tx, { id }: Collaborateur, brouillon: string): Promise<number> =>
  tx.run(sql`delete from brouillon where collaborateur_id = ${id} and id = ${brouillon}`);
