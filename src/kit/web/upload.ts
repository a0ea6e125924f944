/** Files sent with a form: written to a folder of the request, bounded, gone when it is answered. What they hold is told elsewhere. */
import { mkdir, rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Request, Response } from 'express';
import multer from 'multer';
import { illisible, invalide, Refus } from '../errors.js';
import { UPLOAD_MAX_BYTES, UPLOAD_MAX_FILES } from '../sizes.js';
import { tempPath } from '../temp.js';

const MAX_FIELDS = 200;
/** Forms with files that are received at once: all together, and of one person. */
const MAX_IN_FLIGHT = 20;
const MAX_OF_ONE = 4;

/** What a form sent: a name never used as a path, and where its bytes are until the request is answered. */
export interface Upload {
  readonly name: string;
  readonly path: string;
}

const folders = new WeakMap<object, string>();
const inFlight = new Map<string, number>();

const multipart = multer({
  storage: multer.diskStorage({ destination: (req, _file, done) => done(null, folders.get(req) ?? '') }),
  // Browsers write names as UTF-8.
  defParamCharset: 'utf8',
  limits: {
    fileSize: UPLOAD_MAX_BYTES,
    files: UPLOAD_MAX_FILES,
    fields: MAX_FIELDS,
    parts: UPLOAD_MAX_FILES + MAX_FIELDS,
    fieldSize: 64 * 1024,
  },
});

/** What was wrong with the files of a request: told by `uploads`, so that the page keeps what was typed beside them. */
const refused = new WeakMap<object, Refus>();

/**
 * Reads a multipart form whose files are in `field`, sent by `who`. To be called once it is known who sends it, and that he may.
 * Throws a 400 when it is not made as a form is.
 */
export async function parseUploads(req: Request, res: Response, { field, who }: { field: string; who: string }): Promise<void> {
  enter(res, who);
  const folder = tempPath();
  folders.set(req, folder);
  res.once('close', () => void rm(folder, { recursive: true, force: true }));
  await mkdir(folder, { mode: 0o700 });
  try {
    await promisify<Request, Response>(multipart.array(field, UPLOAD_MAX_FILES))(req, res);
  } catch (error) {
    refuse(req, field, error);
  }
  if (filesOf(req).some(({ originalname }) => originalname.includes('\0'))) throw illisible();
}

/** A place among those who send files, kept until the answer. */
function enter(res: Response, who: string): void {
  const mine = inFlight.get(who) ?? 0;
  if ([...inFlight.values()].reduce((sum, one) => sum + one, 0) >= MAX_IN_FLIGHT) throw new Refus(503, 'erreurs.occupe');
  if (mine >= MAX_OF_ONE) throw new Refus(429, 'erreurs.trop_envois');
  inFlight.set(who, mine + 1);
  res.once('close', () => {
    const left = (inFlight.get(who) ?? 1) - 1;
    if (left > 0) inFlight.set(who, left);
    else inFlight.delete(who);
  });
}

/** Too large or too many is told beside the field; a disk that fails is ours; the rest is a form that no browser makes. */
function refuse(req: Request, field: string, error: unknown): void {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== undefined) throw error;
  const many = code === 'LIMIT_FILE_COUNT' || (code === 'LIMIT_UNEXPECTED_FILE' && (error as multer.MulterError).field === field);
  if (code !== 'LIMIT_FILE_SIZE' && !many) throw illisible();
  const params = { mo: UPLOAD_MAX_BYTES / 2 ** 20, fichiers: UPLOAD_MAX_FILES };
  refused.set(req, invalide([{ field, message: `documents.refus.${many ? 'nombreux' : 'lourd'}`, params }]));
  // What is left of the form is read and thrown away, or the browser would never hear the answer.
  req.resume();
}

const filesOf = (req: Request): readonly Express.Multer.File[] => (Array.isArray(req.files) ? req.files : []);

/** The files of a parsed form; refuses with 422 beside their field when one was too large or too many. */
export function uploads(req: Request): Upload[] {
  const reason = refused.get(req);
  if (reason) throw reason;
  return filesOf(req).map(({ originalname, path }) => ({ name: originalname, path }));
}
