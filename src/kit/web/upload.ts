/** Files sent with a form: written to a folder of the request, bounded, gone when it is answered. Their content tells their type elsewhere. */
import { mkdir, rm } from 'node:fs/promises';
import type { Request, RequestHandler } from 'express';
import multer from 'multer';
import { invalide, Refus } from '../errors.js';
import { tempPath } from '../temp.js';

export const UPLOAD_MAX_BYTES = 10 * 1024 * 1024;
const MAX_FILES = 5;
/** Forms with files that are received at once, whoever sends them. */
const MAX_IN_FLIGHT = 20;

/** What a form sent: a name never used as a path, and where its bytes are until the request is answered. */
export interface Upload {
  readonly name: string;
  readonly path: string;
}

const folders = new WeakMap<object, string>();
let inFlight = 0;

const multipart = multer({
  storage: multer.diskStorage({ destination: (req, _file, done) => done(null, folders.get(req) ?? '') }),
  limits: { fileSize: UPLOAD_MAX_BYTES, files: MAX_FILES, fields: 200, fieldSize: 64 * 1024 },
});

/** What was wrong with the files of a request: told by `uploads`, so that the page keeps what was typed beside them. */
const refused = new WeakMap<object, Refus>();

/** Reads a multipart form whose files are in `field`. To be called once it is known who sends it, and that he may. */
export function parseUploads(field: string): RequestHandler {
  const parse = multipart.array(field, MAX_FILES);
  return async (req, res, next) => {
    if (!req.is('multipart/form-data')) return next();
    if (inFlight >= MAX_IN_FLIGHT) throw new Refus(503, 'erreurs.occupe');
    inFlight += 1;
    const folder = tempPath();
    folders.set(req, folder);
    res.once('close', () => {
      inFlight -= 1;
      void rm(folder, { recursive: true, force: true });
    });
    await mkdir(folder, { mode: 0o700 });
    parse(req, res, (error: unknown) => {
      if (!(error instanceof multer.MulterError)) return next(error);
      const reason = error.code === 'LIMIT_FILE_SIZE' ? 'trop_lourd' : 'trop_nombreux';
      refused.set(req, invalide([{ field, message: `erreurs.fichier.${reason}` }]));
      // What is left of the form is read and thrown away, or the browser would never hear the answer.
      req.resume();
      next();
    });
  };
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
      .map(({ originalname, path }) => ({ name: Buffer.from(originalname, 'latin1').toString('utf8'), path }))
  );
}
