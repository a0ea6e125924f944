/** Files: stored in Postgres. Those of strangers come from `documents.service`. */
import { createHash } from 'node:crypto';
import { sql, type Tx } from '../kit/database.js';

export interface NouveauFichier {
  readonly nom: string;
  readonly type: string;
  readonly sha256: Buffer;
  /** Its bytes: at hand, or read when they are stored. */
  readonly contenu: Buffer | (() => Promise<Buffer>);
}

export interface Fichier extends NouveauFichier {
  readonly contenu: Buffer;
}

/** A file made here. */
export const fichierDe = (nom: string, type: string, contenu: Buffer): Fichier => ({
  nom,
  type,
  contenu,
  sha256: createHash('sha256').update(contenu).digest(),
});

/** Stores a file under an account; answers its id. Before a number or a lock is taken: its bytes travel for a while. */
export async function insertFichier(
  tx: Tx,
  compteId: number,
  fichier: NouveauFichier,
  deposePar: number | null,
  le: Date,
): Promise<number> {
  const { nom, type, sha256 } = fichier;
  const contenu = typeof fichier.contenu === 'function' ? await fichier.contenu() : fichier.contenu;
  const { id } = await tx.one<{ id: number }>(sql`
    insert into fichier (compte_id, nom, type, taille, sha256, contenu, depose_par, depose_le)
    values (${compteId}, ${nom}, ${type}, ${contenu.length}, ${sha256}, ${contenu}, ${deposePar}, ${le}) returning id`);
  return id;
}

export const readFichier = (tx: Tx, id: number): Promise<Fichier | undefined> =>
  tx.row<Fichier>(sql`select nom, type, contenu, sha256 from fichier where id = ${id}`);
