/** SQL of the accounts, for the insurer's staff: Postgres shows the insurer's own only. */
import { sql, type Tx } from '../kit/database.js';
import type { Agent } from '../droits/acteur.js';
import { DEVISE, type Ouverture } from './comptes.form.js';
import { suiviPar } from '../droits/suivi.sql.js';
import type { CompteVue } from './gestion.js';

export const RESUME = sql`k.id, k.nom, k.numero_client, k.ouvert_le,
  (select trim(a.prenom || ' ' || a.nom) from agent a where a.id = k.conseiller_id) as conseiller,
  (select trim(a.prenom || ' ' || a.nom) from agent a where a.id = k.charge_id) as charge,
  (select count(*)::int from entite e where e.compte_id = k.id) as entites,
  (select count(*)::int from collaborateur c where c.compte_id = k.id and c.actif) as personnes`;

export const find = (tx: Tx, agentId: number, id: number): Promise<CompteVue | undefined> =>
  tx.row<CompteVue>(sql`
    select ${RESUME},
      (select json_build_object('nom', e.nom, 'etat', e.etat) from entite e where e.compte_id = k.id and e.parent_id is null order by e.id limit 1) as racine,
      coalesce((select json_agg(json_build_object('nom', trim(c.prenom || ' ' || c.nom), 'email', c.email, 'actif', c.actif) order by c.id)
        from collaborateur c where c.compte_id = k.id and 'administrateur' = any (c.profils)), '[]') as administrateurs,
      coalesce((select json_agg(json_build_object('numero', t.numero, 'devise', t.devise, 'plafond', t.plafond::text, 'date_debut', t.date_debut,
        'edition_deportee', t.edition_deportee,
        'lignes', (select coalesce(json_agg(json_build_object('libelle', l.libelle, 'plafond', l.plafond::text) order by l.numero), '[]') from ligne l where l.contrat_id = t.id),
        'autorisations', (select coalesce(json_agg(json_build_object('produit', a.produit, 'type', a.type_credit, 'autorise', a.autorise::text)
          order by a.autorise desc, a.id), '[]') from (select * from autorisation a where a.contrat_id = t.id order by a.autorise desc, a.id limit 50) a))
        order by t.numero) from contrat t where t.compte_id = k.id), '[]') as contrats
    from compte k where k.id = ${id} and ${suiviPar(agentId)}`);

/** The account and its first entity, already identified by whoever opens it. */
export async function insert(
  tx: Tx,
  agent: Agent,
  { numeroClient, entite: f }: Ouverture,
  le: Date,
): Promise<{ compteId: number; racineId: number }> {
  const charge = agent.role === 'charge';
  const compte = await tx.row<{ id: number }>(sql`
    insert into compte (garant_id, numero_client, nom, conseiller_id, charge_id, ouvert_le)
    values (${agent.garantId}, ${numeroClient}, ${f.nom}, ${charge ? null : agent.id}, ${charge ? agent.id : null}, ${le}) returning id`);
  const compteId = compte?.id ?? 0;
  const racine = await tx.row<{ id: number }>(sql`
    insert into entite (compte_id, chemin, nom, forme, siren, siret, immatriculation, adresse, pays, numero_client, etat,
      contact_nom, contact_email, contact_telephone)
    values (${compteId}, '{}', ${f.nom}, ${f.forme}, ${f.siren}, ${f.siret}, ${f.immatriculation}, ${f.adresse}, ${f.pays}, ${numeroClient},
      'identifiee', ${f.contact_nom}, ${f.contact_email}, ${f.contact_telephone}) returning id`);
  return { compteId, racineId: racine?.id ?? 0 };
}

/** The contract, its line, and an authorisation for each credit type, all given to the first entity. */
export async function insertContrat(
  tx: Tx,
  { garantId }: Agent,
  { compteId, racineId }: { compteId: number; racineId: number },
  { contrat, ligne, autorisations: a }: Ouverture,
): Promise<void> {
  const cp = await tx.row<{ id: number }>(sql`
    insert into contrat (garant_id, compte_id, numero, devise, plafond, date_debut, edition_deportee)
    values (${garantId}, ${compteId}, ${contrat.numero}, ${DEVISE}, ${contrat.plafond}, ${contrat.debut}, ${contrat.deportee}) returning id`);
  await tx.run(sql`insert into contrat_entite (compte_id, contrat_id, entite_id) values (${compteId}, ${cp?.id}, ${racineId})`);
  const l = await tx.row<{ id: number }>(sql`
    insert into ligne (compte_id, contrat_id, numero, libelle, plafond) values (${compteId}, ${cp?.id}, 1, ${ligne.libelle}, ${ligne.plafond}) returning id`);
  await tx.run(sql`
    with accordees as (
      insert into autorisation (compte_id, contrat_id, ligne_id, entite_id, produit, type_credit, devise, autorise, plafond_unitaire, duree_max_mois)
      select ${compteId}::int, ${cp?.id}::int, ${l?.id}::int, ${racineId}::int, ${a.produit}, t.type, ${DEVISE}, ${a.autorise}::numeric,
        ${a.plafondUnitaire}::numeric, ${a.dureeMois}::int
      from unnest(${a.types}::text[]) as t (type) returning id)
    insert into tarif (compte_id, autorisation_id, du, taux, minimum, frais)
    select ${compteId}::int, id, ${contrat.debut}::date, ${a.taux}::numeric, 0, 0 from accordees`);
}
