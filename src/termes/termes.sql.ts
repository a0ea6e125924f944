/** SQL of the legal terms. */
import type { Liberation } from '../horloges/liberation.js';
import { sql, type Tx } from '../kit/database.js';
import type { Collaborateur } from '../droits/acteur.js';
import type { ReceptionDite } from './terme.js';

/** Writes the réception of a caution over the one that was known; answers its version. */
export const upsertReception = async (
  tx: Tx,
  cautionId: number,
  { effet, pv_le: pv, reserves, levees_le: levees }: ReceptionDite,
  { liberation, acteur, le }: { liberation: Liberation | undefined; acteur: Collaborateur; le: Date },
): Promise<number> => {
  const libre = liberation?.situation === 'a_terme' ? liberation.libre : null;
  const article = liberation?.article ?? '';
  const { version } = await tx.one<{ version: number }>(sql`
    insert into reception as r (caution_id, compte_id, effet, pv_le, reserves, levees_le, libre, article, saisie_le, saisie_par)
    values (${cautionId}, ${acteur.compteId}, ${effet}, ${pv}, ${reserves}, ${levees}, ${libre}, ${article}, ${le}, ${acteur.id})
    on conflict (caution_id) do update set version = r.version + 1, effet = excluded.effet, pv_le = excluded.pv_le, reserves = excluded.reserves,
      levees_le = excluded.levees_le, libre = excluded.libre, article = excluded.article, saisie_le = excluded.saisie_le, saisie_par = excluded.saisie_par
    returning r.version`);
  return version;
};
