/** SQL of the subscriptions. */
import { sql, type Database, type Tx } from '../kit/database.js';
import type { Collaborateur } from '../droits/acteur.js';
import type { Item } from '../travaux/travail.js';
import type { Abonnement } from './alertes.js';

export const listAbonnements = (tx: Tx, collaborateurId: number): Promise<Abonnement[]> =>
  tx.rows<Abonnement>(sql`select alerte, frequence, urgente from abonnement where collaborateur_id = ${collaborateurId}`);

/** Replaces a person's subscriptions by these. */
export async function replaceAbonnements(tx: Tx, { id, compteId }: Collaborateur, abonnements: readonly Abonnement[]): Promise<void> {
  await tx.run(sql`
    insert into abonnement (collaborateur_id, compte_id, alerte, frequence, urgente)
    select ${id}::int, ${compteId}::int, a.alerte, a.frequence, a.urgente
    from unnest(${abonnements.map((a) => a.alerte)}::text[], ${abonnements.map((a) => a.frequence)}::text[],
      ${abonnements.map((a) => a.urgente)}::boolean[]) as a (alerte, frequence, urgente)
    on conflict (collaborateur_id, alerte) do update set frequence = excluded.frequence, urgente = excluded.urgente`);
}

/** The people of a summary, by the identifier of their sign-in. */
export const listAbonnes = ({ systeme }: Database, lundi: boolean): Promise<Item[]> =>
  systeme.rows<Item>(sql`
    select i.id::text as cle, i.email as nom, c.compte_id
    from identifiant i join collaborateur c on c.id = i.collaborateur_id and c.actif
    where exists (select from abonnement a where a.collaborateur_id = c.id and a.frequence = any (${lundi ? ['jour', 'semaine'] : ['jour']}))
    order by i.id`);
