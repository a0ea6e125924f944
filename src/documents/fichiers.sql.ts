/** Files: stored in Postgres, told by their content, never by their name. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { sql, type Tx } from '../kit/database.js';
import { invalide } from '../kit/errors.js';
import type { Upload } from '../kit/web/upload.js';
import type { Office } from '../kit/office.js';

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
  readonly sha256: Buffer;
  /** Its bytes: at hand, or read when they are stored. */
  readonly contenu: Buffer | (() => Promise<Buffer>);
}

export interface Fichier extends NouveauFichier {
  readonly contenu: Buffer;
}

/** A name that is safe in a header and on a disk: no path, no control character. */
const nomSur = (name: string): string =>
  name
    .replace(/^.*[\\/]/, '')
    .replace(/[\u0000-\u001f\u007f"<>|:*?]/g, '_')
    .trim()
    .slice(-NOM_MAX) || 'document';

/** A file made here. */
export const fichierDe = (nom: string, type: string, contenu: Buffer): Fichier => ({
  nom,
  type,
  contenu,
  sha256: createHash('sha256').update(contenu).digest(),
});

/** Looks at files sent with a form, before anything is locked: an error beside `field` when one is not of an accepted type. */
export function readUploads(office: Office, uploads: readonly Upload[], field: string): Promise<NouveauFichier[]> {
  return Promise.all(
    uploads.map(async ({ name, path }) => {
      const { type, sha256 } = await office.inspect(path);
      if (!type || !ADMIS.has(type)) throw invalide([{ field, message: 'erreurs.fichier.type', params: { nom: nomSur(name) } }]);
      return { nom: nomSur(name), type, sha256, contenu: () => readFile(path) };
    }),
  );
}

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
