/** The insurer's staff in a small house. */
import { sql } from '../../src/kit/database.js';
import type { Agent, RoleGarant } from '../../src/droits/acteur.js';
import type { Maison } from './maison.js';

/** Somebody of the insurer; `suit`: he looks after the house's account. */
export async function agent(
  { db, garantId, compteId }: Pick<Maison, 'db' | 'garantId' | 'compteId'>,
  role: RoleGarant,
  { prenom, suit = true, limite = null }: { prenom: string; suit?: boolean; limite?: string | null },
): Promise<Agent> {
  const email = `${prenom.toLowerCase()}@garant.example`;
  const [row] = await db.systeme.rows<{ id: number; door: number }>(sql`
    with a as (insert into agent (garant_id, role, prenom, nom, email, decide_jusqua) values (${garantId}, ${role}, ${prenom}, 'Garant', ${email}, ${limite}) returning id)
    insert into identifiant (email, agent_id) select ${email}, id from a returning agent_id as id, id as door`);
  const [id, identifiantId] = [row?.id ?? 0, row?.door ?? 0];
  if (suit)
    await db.systeme.rows(
      role === 'charge'
        ? sql`update compte set charge_id = ${id} where id = ${compteId}`
        : sql`update compte set conseiller_id = ${id} where id = ${compteId}`,
    );
  return { genre: 'garant', id, identifiantId, garantId, role, prenom, nom: 'Garant', email, langue: 'fr' };
}
