/** The public check of an act: authentic or not, number, beneficiary, amount, state today; nothing else. */
import type { Database } from '../kit/database.js';
import { parseControlCode } from '../kit/control-code.js';
import { findByCode } from './verification.repository.js';
import type { Authentique } from './verification.js';

export function createVerificationService({ db }: { db: Database }) {
  return {
    /**
     * What the code of an act stands for; undefined when there is no such act. Dashes, case and look-alike letters do not
     * matter. A code that cannot exist is looked up all the same, so that every answer takes the same way.
     */
    verifier: (typed: string): Promise<Authentique | undefined> => findByCode(db, parseControlCode(typed) ?? ''),
  };
}
