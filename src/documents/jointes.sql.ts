/** The documents joined to what is asked about a caution: a release, an opposition, a claim. */
import { sql, type Sql, type Tx } from '../kit/database.js';
import { jsonRows } from '../kit/json-rows.js';
import type { Acteur } from '../droits/acteur.js';
import { insertFichier, type NouveauFichier } from './fichiers.sql.js';

/** What documents are joined to. */
export type SujetJoint = 'caution' | 'mainlevee' | 'opposition' | 'avenant' | 'revision' | 'appel' | 'document';

export interface Jointe {
  readonly id: number;
  readonly nom: string;
  readonly taille: number;
}

/** Stores the bytes of documents, before anything is locked; answers their ids. */
export async function deposerPour(
  tx: Tx,
  compteId: number,
  fichiers: readonly NouveauFichier[],
  acteur: Acteur | undefined,
  le: Date,
): Promise<number[]> {
  const ids: number[] = [];
  for (const fichier of fichiers) ids.push(await insertFichier(tx, compteId, fichier, acteur?.genre === 'client' ? acteur.id : null, le));
  return ids;
}

/** Joins stored documents to a thing. */
export const joindre = (
  tx: Tx,
  { compteId, sujet, id, fichiers, le }: { compteId: number; sujet: SujetJoint; id: number; fichiers: readonly number[]; le: Date },
) =>
  tx.run(sql`
    insert into jointe (compte_id, sujet, sujet_id, fichier_id, le)
    select ${compteId}::int, ${sujet}, ${id}::bigint, f.id, ${le}::timestamptz from unnest(${[...fichiers]}::bigint[]) with ordinality f (id, rang) order by rang`);

/** The documents of a thing, as JSON inside a statement: rows are `Jointe`, `id` that of the file. */
export const jointesDe = (sujet: SujetJoint, id: Sql): Sql =>
  jsonRows(sql`
    select f.id, f.nom, f.taille from jointe j join fichier f on f.id = j.fichier_id where j.sujet = ${sujet} and j.sujet_id = ${id} order by j.id`);
