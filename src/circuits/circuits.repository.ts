/** SQL of the circuits as administrators define them, and of the simulator. */
import { holds } from '../kit/search.js';
import { empty, sql, type Tx } from '../kit/database.js';
import type { Candidat, CircuitDefini, CircuitRow, EntiteCircuit, PersonneNommee } from './circuit.js';
import { dansSonPerimetre, delegue } from '../droits/valideurs.sql.js';

/** The circuit that applies to an entity: its own, or that of its nearest ancestor. */
const colonnes = sql`
  e.id, e.nom, s.id as source_id, s.nom as source, c.propre_validation,
  coalesce((select json_agg(json_build_object('a_partir_de', trim_scale(t.a_partir_de)::text, 'validations', t.validations) order by t.a_partir_de)
    from circuit_tranche t where t.circuit_id = c.id), '[]') as tranches
  from entite e
    left join lateral (select k.* from circuit k where k.entite_id = any (e.chemin)
      order by array_position(e.chemin, k.entite_id) desc limit 1) c on true
    left join entite s on s.id = c.entite_id`;

/** Entities found by name; while nothing is searched, those that have a circuit of their own and the roots, where the first one begins. */
export const listEntites = (tx: Tx, compteId: number, nom: string, limite: number): Promise<EntiteCircuit[]> =>
  tx.rows<EntiteCircuit>(sql`
    select ${colonnes} where e.id = any (array(
      (select p.id from circuit k join entite p on p.id = k.entite_id where k.compte_id = ${compteId}
        ${nom ? sql`and ${holds(sql`p.recherche`, nom)}` : empty} order by p.nom, p.id limit ${limite})
      union
      (select p.id from entite p where p.compte_id = ${compteId} and ${nom ? holds(sql`p.recherche`, nom) : sql`p.parent_id is null`}
        order by cardinality(p.chemin), p.nom, p.id limit ${limite})))
    order by (c.entite_id = e.id) desc nulls last, cardinality(e.chemin), e.nom, e.id limit ${limite}`);

export const findEntite = (tx: Tx, compteId: number, id: number): Promise<EntiteCircuit | undefined> =>
  tx.row<EntiteCircuit>(sql`select ${colonnes} where e.compte_id = ${compteId} and e.id = ${id}`);

/** The circuit of this very entity, under lock. */
export const findCircuit = (tx: Tx, entiteId: number): Promise<CircuitRow | undefined> =>
  tx.row<CircuitRow>(sql`
    select k.version, k.propre_validation, coalesce((
      select json_agg(json_build_object('a_partir_de', trim_scale(t.a_partir_de)::text, 'validations', t.validations) order by t.a_partir_de)
      from circuit_tranche t where t.circuit_id = k.id), '[]') as tranches
    from circuit k where k.entite_id = ${entiteId}`);

export async function writeCircuit(
  tx: Tx,
  compteId: number,
  entiteId: number,
  { propre_validation: propreValidation, tranches }: CircuitDefini,
): Promise<void> {
  const row = await tx.row<{ id: number }>(sql`
    insert into circuit (compte_id, entite_id, propre_validation) values (${compteId}, ${entiteId}, ${propreValidation})
    on conflict (entite_id) do update set propre_validation = excluded.propre_validation, version = circuit.version + 1 returning id`);
  await tx.run(sql`delete from circuit_tranche where circuit_id = ${row?.id ?? 0}`);
  await tx.run(sql`
    insert into circuit_tranche (compte_id, circuit_id, a_partir_de, validations)
    select ${compteId}::int, ${row?.id ?? 0}::int, t.a_partir_de, t.validations
    from unnest(${tranches.map((t) => t.a_partir_de)}::numeric[], ${tranches.map((t) => t.validations)}::smallint[]) as t (a_partir_de, validations)`);
}

export const deleteCircuit = (tx: Tx, entiteId: number) => tx.run(sql`delete from circuit where entite_id = ${entiteId}`);

/** The valideurs of the account before a demande that does not exist yet: the rules are those of the real ones. */
export const listCandidats = (
  tx: Tx,
  compteId: number,
  { entiteId, typeCredit, montant, demandeurId }: { entiteId: number; typeCredit: string; montant: string; demandeurId: number },
): Promise<Candidat[]> =>
  tx.rows<Candidat>(sql`
    select trim(c.prenom || ' ' || c.nom) as nom, c.actif, ${dansSonPerimetre(sql`c.id`)} as perimetre, ${delegue(sql`c.id`)} as delegue,
      c.id = ${demandeurId} as demandeur, coalesce(k.transmetteur_id <> c.id, false) as transmetteur_autre
    from entite e join compte k on k.id = e.compte_id join collaborateur c on c.compte_id = e.compte_id,
      (select ${typeCredit}::text as type_credit, ${montant}::numeric as montant, 'EUR'::text as devise) d
    where e.compte_id = ${compteId} and e.id = ${entiteId} and 'valideur' = any (c.profils) order by c.nom, c.prenom, c.id`);

/** The active people of a profile. */
export const listPersonnes = (tx: Tx, compteId: number, profil: 'valideur' | 'saisisseur'): Promise<PersonneNommee[]> =>
  tx.rows<PersonneNommee>(sql`
    select id, trim(prenom || ' ' || nom) as nom from collaborateur
    where compte_id = ${compteId} and actif and ${profil} = any (profils) order by nom, prenom, id`);

export const findTransmetteur = async (tx: Tx, compteId: number): Promise<number | null> =>
  (await tx.row<{ id: number | null }>(sql`select transmetteur_id as id from compte where id = ${compteId}`))?.id ?? null;

export const updateTransmetteur = (tx: Tx, compteId: number, id: number | null) =>
  tx.run(sql`update compte set transmetteur_id = ${id}::int where id = ${compteId}`);
