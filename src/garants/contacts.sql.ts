/** Whom a client may call at his insurer, and who is told of what waits there, in SQL. */
import { sql, type Sql, type Tx } from '../kit/database.js';
import type { Language } from '../kit/money.js';

/** `Contact` rows of an account: its adviser first, then its underwriter. */
export const selectContacts = (compteId: number | Sql): Sql => sql`
  select a.role, a.prenom, a.nom, a.telephone, a.email from compte c join agent a on a.id in (c.conseiller_id, c.charge_id)
  where c.id = ${compteId} order by a.role desc`;

/** Who answers for the insurer, and whose account it is. */
export interface Decideur {
  readonly email: string;
  readonly langue: Language;
  readonly client: string;
}

/** The account's adviser, or its underwriter when it has none: whom the insurer's decisions wait for. */
export const findConseiller = (tx: Tx, compteId: number): Promise<Decideur | undefined> =>
  tx.row<Decideur>(sql`
    select a.email, a.langue, k.nom as client from compte k join agent a on a.id in (k.conseiller_id, k.charge_id) and a.actif
    where k.id = ${compteId} order by a.id <> k.conseiller_id limit 1`);
