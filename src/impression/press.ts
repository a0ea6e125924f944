/** Acts printed and sealed by threads: nobody waits for a PDF that is not his. */
import { bufferOf, type Threads } from '../kit/threads.js';
import type { ActeCompose, Marque } from './acte.js';
import type * as tasks from './press.task.js';
import { closeSeal, type Seal } from '../sceau/seal.js';
import { refuseOutside } from '../sceau/validity.js';

export type Press = ReturnType<typeof createPress>;

const LIMITS = { seconds: 30 };

export function createPress(threads: Threads, { key, certificates, name, longTerm, validity }: Seal) {
  const run = threads.tasks<typeof tasks>(new URL('./press.task', import.meta.url));
  return {
    /** An act without a seal: a draft, a specimen. */
    print: async (acte: ActeCompose, marque: Marque, le: Date): Promise<Buffer> =>
      bufferOf(await run('print', { acte, marque, le }, LIMITS)),

    /**
     * An act printed and sealed. The key reaches the thread as a handle of this process, never as text. The time stamp and the
     * evidence are asked for here: a server that does not answer keeps no thread. Throws a Refus when the certificate is not valid on `date`.
     */
    async seal(acte: ActeCompose, marque: Marque, date: Date): Promise<Buffer> {
      refuseOutside(validity, date);
      const by = { key, certificates, name, reason: acte.titre, date, evidence: await longTerm?.evidence(date) };
      const done = await run('seal', { acte, marque, by }, LIMITS);
      if (!('signature' in done)) return bufferOf(done);
      const { pdf, digest, signature, ...place } = done;
      return closeSeal({ ...place, pdf: bufferOf(pdf), digest: bufferOf(digest), signature: bufferOf(signature) }, by, longTerm?.stamp);
    },
  };
}
