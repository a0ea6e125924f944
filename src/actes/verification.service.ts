/** The public check of an act: authentic or not, number, beneficiary, amount, state today; nothing else. */
import { sql, type Database } from '../kit/database.js';
import type { EtatCaution } from '../cautions/caution.js';
import { parseControlCode } from './control-code.js';

export interface Authentique {
  readonly numero: string;
  readonly beneficiaire: string;
  readonly montant: string;
  readonly devise: string;
  readonly etat: EtatCaution;
}

export type VerificationService = ReturnType<typeof createVerificationService>;

export function createVerificationService({ db }: { db: Database }) {
  return {
    /** What the code of an act stands for; undefined when there is no such act. Dashes, case and look-alike letters do not matter. */
    async verifier(typed: string): Promise<Authentique | undefined> {
      // An impossible code is looked up all the same: every answer takes the same way.
      const code = parseControlCode(typed) ?? '';
      const [row] = await db.systeme.rows<Authentique>(sql`
        select c.numero, c.beneficiaire, c.montant, c.devise, c.etat from acte a join caution c on c.id = a.caution_id where a.code = ${code}`);
      return row;
    },
  };
}
