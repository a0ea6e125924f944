/** The outbox: messages are written with the event, in its transaction. */
import { randomUUID } from 'node:crypto';
import { sql, type Tx } from '../kit/database.js';
import { prioriteDe } from './priorite.js';
import type { Courriel } from './courriel.js';

export async function insertCourriels(tx: Tx, compteId: number | null, courriels: readonly Courriel[], le: Date): Promise<void> {
  if (courriels.length === 0) return;
  await tx.run(sql`
    insert into courriel (compte_id, evenement, destinataire, gabarit, langue, donnees, message_id, priorite, cree_le, prochain_essai)
    select ${compteId}::int, c.*, ${le}::timestamptz, ${le}::timestamptz
    from unnest(
      ${courriels.map((c) => c.evenement)}::text[], ${courriels.map((c) => c.destinataire)}::text[], ${courriels.map((c) => c.gabarit)}::text[],
      ${courriels.map((c) => c.langue)}::text[], ${courriels.map((c) => JSON.stringify(c.donnees))}::jsonb[],
      ${courriels.map(() => `<${randomUUID()}@cautionet>`)}::text[], ${courriels.map((c) => prioriteDe(c.gabarit))}::smallint[]
    ) as c
    on conflict (evenement, destinataire) do nothing`);
}
