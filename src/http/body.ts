/** The body of a form, read once whoever sent it is known to have the right to. */
import { promisify } from 'node:util';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { parseUploads } from '../kit/web/upload.js';

type Parser = (req: Request, res: Response) => Promise<void>;
const parser = (handler: RequestHandler): Parser => promisify(handler) as unknown as Parser;

const fields = parser(express.urlencoded({ extended: false, limit: '512kb', parameterLimit: 3_000 }));
const withFiles = new Map<string, Parser>();

/** Reads the fields of a form into `req.body`; with `files`, the files of that field too where the form sends any. */
export async function readForm(req: Request, res: Response, files?: string): Promise<void> {
  const multipart = files === undefined ? undefined : (withFiles.get(files) ?? parser(parseUploads(files)));
  if (files !== undefined && multipart) withFiles.set(files, multipart);
  await (multipart && req.is('multipart/form-data') ? multipart(req, res) : fields(req, res));
  req.body ??= {};
}
