/** What another room asks before it touches a caution: whether an amendment of it is pending. */
import { sql, type Tx } from '../kit/database.js';
import { conflit } from '../kit/errors.js';

/** Refused in words while an amendment is pending. The caution is held (`tenir`), so that none is asked for meanwhile. */
export async function exigerSansAvenant(tx: Tx, cautionId: number): Promise<void> {
  const { pendants } = await tx.one<{ pendants: number }>(sql`
    select count(*)::int as pendants from avenant where caution_id = ${cautionId} and etat in ('a_valider', 'consentement_attendu', 'en_attente')`);
  if (pendants > 0) throw conflit('avenants.refus.mainlevee_bloquee');
}
