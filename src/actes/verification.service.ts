/** The public check of an act: what it is and what it is worth today, its sealed original, what a file is; nothing else of its account. */
import type { Database } from '../kit/database.js';
import { introuvable } from '../kit/errors.js';
import { parseControlCode } from '../kit/control-code.js';
import { findByCode, findByEmpreinte, findOriginal } from './verification.repository.js';
import type { Authentique, Connu } from './verification.js';

export function createVerificationService({ db }: { db: Database }) {
  return {
    /**
     * What the code of an act stands for; undefined when there is no such act. Dashes, case and look-alike letters do not
     * matter. A code that cannot exist is looked up all the same, so that every answer takes the same way.
     */
    verifier: (typed: string): Promise<Authentique | undefined> => findByCode(db, parseControlCode(typed) ?? ''),

    /** The act, or the duplicate, whose file has this SHA-256 (hexadecimal). */
    reconnaitre: (empreinte: string): Promise<Connu | undefined> => findByEmpreinte(db, empreinte),

    /** The very bytes that were sealed, to whoever has the code; 404 when there is no such act. */
    async original(typed: string): Promise<{ readonly nom: string; readonly contenu: Buffer }> {
      const original = await findOriginal(db, parseControlCode(typed) ?? '');
      if (!original) throw introuvable();
      return { nom: `${original.numero}-v${original.version}.pdf`, contenu: original.contenu };
    },
  };
}
