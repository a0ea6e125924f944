/** What `press` does away from the event loop. */
import { bufferOf, task } from '../kit/threads.js';
import type { ActeCompose, Marque } from './acte.js';
import { renderActe } from './render.js';
import { closeSeal, signPdf, type Signed, type Signing } from '../sceau/seal.js';

export const print = task(({ acte, marque, le }: { acte: ActeCompose; marque: Marque; le: Date }): Promise<Buffer> =>
  renderActe(acte, marque, le),
);

/** Signed only when a time stamp is to come: it is asked for by the one who waits, not by a thread. */
export const seal = task(async ({ acte, marque, by }: { acte: ActeCompose; marque: Marque; by: Signing }): Promise<Buffer | Signed> => {
  const { certificates, evidence } = by;
  const buffers = (all: readonly Uint8Array[]) => all.map(bufferOf);
  const ours = {
    ...by,
    certificates: buffers(certificates),
    evidence: evidence && { certificates: buffers(evidence.certificates), crls: buffers(evidence.crls) },
  };
  const signed = signPdf(await renderActe(acte, marque, by.date), ours);
  return evidence ? signed : closeSeal(signed, ours);
});
