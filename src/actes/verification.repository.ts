/** SQL of the public check: under the system scope, since nobody is known. */
import { sql, type Database } from '../kit/database.js';
import type { Authentique } from './verification.js';

export const findByCode = async ({ systeme }: Database, code: string): Promise<Authentique | undefined> =>
  (
    await systeme.rows<Authentique>(sql`
      select c.numero, c.beneficiaire, c.montant, c.devise, c.etat
      from acte a join caution c on c.id = a.caution_id where a.code = ${code}`)
  )[0];
