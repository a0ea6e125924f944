/** The outbox: messages are written with the event, in its transaction. */
import { randomUUID } from 'node:crypto';
import { empty, sql, type Tx } from '../kit/database.js';
import { naissance, nommee, nommees } from '../numeros/numeros.sql.js';
import { prioriteDe } from './priorite.js';
import type { Courriel } from './courriel.js';

/** `naissance`: id of the demande whose caution this transaction makes; its number takes the place of `A_NAITRE`. */
export type CourrielEcrit = Courriel & { readonly naissance?: number };

export async function insertCourriels(tx: Tx, compteId: number | null, courriels: readonly CourrielEcrit[], le: Date): Promise<void> {
  if (courriels.length === 0) return;
  const avecNaissance = courriels.some(({ naissance: demandeId }) => demandeId !== undefined);
  const listees = courriels.some(({ donnees }) => 'demandes' in donnees) ? nommees(sql`c.donnees`) : sql`c.donnees`;
  const donnees = avecNaissance ? nommee(listees) : listees;
  await tx.run(sql`
    insert into courriel (compte_id, evenement, destinataire, gabarit, langue, donnees, message_id, priorite, cree_le, prochain_essai)
    select ${compteId}::int, c.evenement, c.destinataire, c.gabarit, c.langue, ${donnees}, c.message_id, c.priorite, ${le}::timestamptz, ${le}::timestamptz
    from unnest(
      ${courriels.map((c) => c.evenement)}::text[], ${courriels.map((c) => c.destinataire)}::text[], ${courriels.map((c) => c.gabarit)}::text[],
      ${courriels.map((c) => c.langue)}::text[], ${courriels.map((c) => JSON.stringify(c.donnees))}::jsonb[],
      ${courriels.map(() => `<${randomUUID()}@cautionet>`)}::text[], ${courriels.map((c) => c.naissance ?? null)}::bigint[],
      ${courriels.map((c) => prioriteDe(c.gabarit))}::smallint[]
    ) as c (evenement, destinataire, gabarit, langue, donnees, message_id, demande_id, priorite)
    ${avecNaissance ? naissance(sql`c.demande_id`) : empty}
    on conflict (evenement, destinataire) do nothing`);
}
