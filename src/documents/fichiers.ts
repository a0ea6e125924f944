/** Files: stored in Postgres, told by their content, never by their name. */
import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { sql, type Tx } from '../kit/database.js';
import { invalide } from '../kit/errors.js';
import type { Upload } from '../kit/web/upload.js';

/** What the screens of a demande accept; the content decides. */
const ADMIS = new Set([
  'application/pdf',
  'image/png',
  'image/jpeg',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
]);
const NOM_MAX = 120;

export interface NouveauFichier {
  readonly nom: string;
  readonly type: string;
  readonly contenu: Buffer;
}

/** A name that is safe in a header and on a disk: no path, no control character. */
const nomSur = (name: string): string =>
  name
    .replace(/^.*[\\/]/, '')
    .replace(/[\u0000-\u001f\u007f"<>|:*?]/g, '_')
    .trim()
    .slice(-NOM_MAX) || 'document';

/** Checks files sent with a form: an error beside `field` when one is not of an accepted type. */
export function lireFichiers(uploads: readonly Upload[], field: string): Promise<NouveauFichier[]> {
  return Promise.all(
    uploads.map(async ({ name, bytes }) => {
      const type = (await fileTypeFromBuffer(bytes))?.mime;
      if (!type || !ADMIS.has(type)) throw invalide([{ field, message: 'erreurs.fichier.type', params: { nom: nomSur(name) } }]);
      return { nom: nomSur(name), type, contenu: bytes };
    }),
  );
}

/** Stores a file under an account; answers its id. */
export async function stocker(
  tx: Tx,
  compteId: number,
  { nom, type, contenu }: NouveauFichier,
  deposePar: number | null,
  le: Date,
): Promise<number> {
  const sha256 = createHash('sha256').update(contenu).digest();
  const row = await tx.row<{ id: number }>(sql`
    insert into fichier (compte_id, nom, type, taille, sha256, contenu, depose_par, depose_le)
    values (${compteId}, ${nom}, ${type}, ${contenu.length}, ${sha256}, ${contenu}, ${deposePar}, ${le}) returning id`);
  return row?.id ?? 0;
}

export interface Fichier extends NouveauFichier {
  readonly sha256: Buffer;
}

export const lire = (tx: Tx, id: number): Promise<Fichier | undefined> =>
  tx.row<Fichier>(sql`select nom, type, contenu, sha256 from fichier where id = ${id}`);
