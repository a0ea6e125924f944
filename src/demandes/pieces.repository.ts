/** SQL of the documents joined to a demande. */
import { sql, type Tx } from '../kit/database.js';
import { insertFichier, type NouveauFichier } from '../documents/fichiers.sql.js';
import { MAX_MO_PAR_DEMANDE, MAX_PAR_DEMANDE } from '../documents/motifs.js';
import { invalide } from '../kit/errors.js';
import type { Collaborateur } from '../droits/acteur.js';

/** Stores the bytes of documents, before a number or a row is taken: nobody waits while they travel. Answers their ids. */
export async function storeFichiers(tx: Tx, acteur: Collaborateur, fichiers: readonly NouveauFichier[], le: Date): Promise<number[]> {
  const ids: number[] = [];
  for (const fichier of fichiers) ids.push(await insertFichier(tx, acteur.compteId, fichier, acteur.id, le));
  return ids;
}

/** Joins stored documents to a demande that is locked or new, in their order; refused when it would carry too many, or too much. */
export async function insertPieces(tx: Tx, acteur: Collaborateur, demandeId: number, fichiers: readonly number[]): Promise<void> {
  if (fichiers.length === 0) return;
  await tx.run(sql`
    insert into piece (compte_id, demande_id, fichier_id)
    select ${acteur.compteId}::int, ${demandeId}::bigint, id from unnest(${fichiers}::bigint[]) with ordinality f (id, rang) order by rang`);
  const { nombre, octets } = await tx.one<{ nombre: number; octets: number }>(sql`
    select count(*)::int as nombre, coalesce(sum(f.taille), 0)::float8 as octets
    from piece p join fichier f on f.id = p.fichier_id where p.demande_id = ${demandeId}`);
  if (nombre > MAX_PAR_DEMANDE)
    throw invalide([{ field: 'pieces', message: 'documents.refus.tropParDemande', params: { count: MAX_PAR_DEMANDE } }]);
  if (octets > MAX_MO_PAR_DEMANDE * 1024 * 1024)
    throw invalide([{ field: 'pieces', message: 'documents.refus.tropLourdParDemande', params: { mo: MAX_MO_PAR_DEMANDE } }]);
}

/** Copies the documents of a demande for its duplicate: each keeps its own bytes, so that removing one leaves the other. Answers their ids. */
export const copyPieces = async (tx: Tx, acteur: Collaborateur, demandeId: number, le: Date): Promise<number[]> =>
  (
    await tx.rows<{ id: number }>(sql`
      insert into fichier (compte_id, nom, type, taille, sha256, contenu, depose_par, depose_le)
      select f.compte_id, f.nom, f.type, f.taille, f.sha256, f.contenu, ${acteur.id}::int, ${le}::timestamptz
      from piece p join fichier f on f.id = p.fichier_id where p.demande_id = ${demandeId} order by p.id
      returning id`)
  ).map(({ id }) => id);

export const deletePiece = (tx: Tx, demandeId: number, pieceId: number) =>
  tx.run(sql`
    with p as (delete from piece where id = ${pieceId} and demande_id = ${demandeId} returning fichier_id)
    delete from fichier where id in (select fichier_id from p)`);

/** The file behind a document of a demande. */
export const findPiece = async (tx: Tx, demandeId: number, pieceId: number): Promise<number | undefined> =>
  (await tx.row<{ fichier_id: number }>(sql`select fichier_id from piece where id = ${pieceId} and demande_id = ${demandeId}`))?.fichier_id;
