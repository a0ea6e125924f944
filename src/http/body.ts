/** The body of a form, read once whoever sent it is known to have the right to. */
import { promisify } from 'node:util';
import express, { type Request, type Response } from 'express';
import { inTime } from '../kit/web/slow.js';
import { parseUploads } from '../kit/web/upload.js';

const fields = promisify<Request, Response>(express.urlencoded({ extended: false, limit: '512kb', parameterLimit: 3_000 }));

/** A field whose files are read too, and who sends them: one person has so many at once. */
interface WithFiles {
  readonly field: string;
  readonly who: string;
}

/** Reads the fields of a form into `req.body`, and the files where it takes and sends any; refuses one that comes too slowly. */
export async function readForm(req: Request, res: Response, files?: WithFiles): Promise<void> {
  await inTime(req, res, () => (files && req.is('multipart/form-data') ? parseUploads(req, res, files) : fields(req, res)));
  req.body ??= {};
}
