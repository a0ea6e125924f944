/** A person written with his rights, for whoever opens an account in a transaction. */
import { sql, type Tx } from '../kit/database.js';
import type { Fiche } from './collaborateur.js';

export async function insertCollaborateur(tx: Tx, compteId: number, email: string, fiche: Fiche): Promise<number> {
  const row = await tx.row<{ id: number }>(sql`
    insert into collaborateur (compte_id, email, prenom, nom, langue, profils)
    values (${compteId}, ${email}, ${fiche.prenom}, ${fiche.nom}, ${fiche.langue}, ${fiche.profils}) returning id`);
  const id = row?.id ?? 0;
  await writeDroits(tx, compteId, id, fiche);
  return id;
}

export async function writeDroits(tx: Tx, compteId: number, id: number, { perimetre, delegations }: Fiche): Promise<void> {
  await tx.run(sql`delete from perimetre where collaborateur_id = ${id}`);
  await tx.run(sql`
    insert into perimetre (compte_id, collaborateur_id, entite_id, avec_descendants)
    select ${compteId}::int, ${id}::int, p.entite_id, p.avec_descendants
    from unnest(${perimetre.map((p) => p.entite_id)}::int[], ${perimetre.map((p) => p.avec_descendants)}::boolean[])
      as p (entite_id, avec_descendants)`);
  await tx.run(sql`delete from delegation where collaborateur_id = ${id}`);
  for (const { montant_max: montantMax, devise, types, entite_id: entiteId } of delegations)
    await tx.run(sql`
      insert into delegation (compte_id, collaborateur_id, types_credit, entite_id, montant_max, devise)
      values (${compteId}, ${id}, ${types}::text[], ${entiteId}::int, ${montantMax}::numeric, ${devise})`);
}
