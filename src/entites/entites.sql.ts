/** One entity, and the lock of its tree, for whoever acts on it. */
import { sql, type Tx } from '../kit/database.js';
import type { EntiteVue } from './entite.js';
import { NOEUD } from './entites.repository.js';

/** Two moves at once could make a cycle that neither sees: held until the transaction ends. */
export const lockArbre = (tx: Tx, compteId: number) =>
  tx.row(sql`select pg_advisory_xact_lock(hashtext('organisation'), ${compteId}::int)`);
export const findEntite = (tx: Tx, id: number): Promise<EntiteVue | undefined> =>
  tx.row<EntiteVue>(sql`
    select ${NOEUD}, e.compte_id, e.parent_id, e.chemin, e.forme, e.adresse, e.pays, e.contact_nom, e.contact_email, e.contact_telephone,
      e.version, e.demandee_le,
      exists (select from perimetre where entite_id = e.id) or exists (select from delegation where entite_id = e.id)
        or exists (select from circuit where entite_id = e.id) or exists (select from contrat_entite where entite_id = e.id)
        or exists (select from demande where entite_id = e.id) as citee
    from entite e where e.id = ${id}`);
