/** Whose file it is among the insurer's staff. */
import { sql, type Sql } from '../kit/database.js';

/** Of an account `k`: this agent looks after it, as adviser or as underwriter. */
export const suiviPar = (agentId: number): Sql => sql`${agentId}::int in (coalesce(k.conseiller_id, 0), coalesce(k.charge_id, 0))`;
