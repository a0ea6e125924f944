/** Files sent with a form: kept in memory, bounded; their type is told by their content elsewhere. */
import type { Request, RequestHandler } from 'express';
import multer from 'multer';
import { invalide, type Refus } from '../errors.js';

export const UPLOAD_MAX_BYTES = 10 * 1024 * 1024;
const MAX_FILES = 5;

/** What a form sent: a name never used as a path, and the bytes. */
export interface Upload {
  readonly name: string;
  readonly bytes: Buffer;
}

const multipart = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: UPLOAD_MAX_BYTES, files: MAX_FILES, fields: 200, fieldSize: 64 * 1024 },
});

/** What was wrong with the files of a request: told by `uploads`, so that the page keeps what was typed beside them. */
const refused = new WeakMap<object, Refus>();

/** Reads a multipart form whose files are in `field`. */
export function parseUploads(field: string): RequestHandler {
  const parse = multipart.array(field, MAX_FILES);
  return (req, res, next) =>
    parse(req, res, (error: unknown) => {
      if (!(error instanceof multer.MulterError)) return next(error);
      const reason = error.code === 'LIMIT_FILE_SIZE' ? 'trop_lourd' : 'trop_nombreux';
      refused.set(req, invalide([{ field, message: `erreurs.fichier.${reason}` }]));
      // What is left of the form is read and thrown away, or the browser would never hear the answer.
      req.resume();
      next();
    });
}

/** The files of a parsed form; refuses with 422 beside their field when one was too large or too many. */
export function uploads(req: Request): Upload[] {
  const reason = refused.get(req);
  if (reason) throw reason;
  const list = Array.isArray(req.files) ? req.files : [];
  return (
    list
      .filter(({ size }) => size > 0)
      // Browsers send names as UTF-8 bytes read as latin1.
      .map(({ originalname, buffer }) => ({ name: Buffer.from(originalname, 'latin1').toString('utf8'), bytes: buffer }))
  );
}
