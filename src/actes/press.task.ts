/** What `press` does away from the event loop. */
import { task } from '../kit/threads.js';
import type { ActeCompose, Marque } from './acte.js';
import { renderActe } from './render.js';
import { signPdf, type Signed, type Signing } from './seal.js';

export const print = task(({ acte, marque }: { acte: ActeCompose; marque: Marque }): Promise<Buffer> => renderActe(acte, marque));

export const printAndSign = task(async ({ acte, marque, by }: { acte: ActeCompose; marque: Marque; by: Signing }): Promise<Signed> =>
  signPdf(await renderActe(acte, marque), by),
);
