/** Writes the rows of the demonstration, table by table, with the identities that Postgres gives. */
import { sql, type Tx } from '../../src/kit/database.js';
import { insertRows, type Row } from '../bulk.js';
import type { Registre } from './registre.js';

/** The table whose identity a column holds. */
const REFERENCES: Readonly<Record<string, string>> = {
  agent_id: 'agent', conseiller_id: 'agent', charge_id: 'agent', compte_id: 'compte', entite_id: 'entite', collaborateur_id: 'collaborateur',
  saisi_par: 'collaborateur', depose_par: 'collaborateur', demandee_par: 'collaborateur', circuit_id: 'circuit', contrat_id: 'contrat', ligne_id: 'ligne',
  autorisation_id: 'autorisation', demande_id: 'demande', caution_id: 'caution', fichier_id: 'fichier',
};

/** In the order of their references. Those with an identity are referred to. */
const AVEC_IDENTITE = new Set(['agent', 'compte', 'entite', 'collaborateur', 'circuit', 'contrat', 'ligne', 'autorisation', 'demande', 'caution', 'fichier']);
const TABLES = [
  'agent', 'compte', 'entite', 'collaborateur', 'identifiant', 'perimetre', 'delegation', 'circuit', 'circuit_tranche', 'contrat', 'contrat_entite', 'ligne',
  'autorisation', 'demande', 'validation', 'fichier', 'piece', 'caution', 'mouvement', 'opposition', 'mainlevee', 'demande_document', 'message', 'journal', 'compteur',
];

export type Identites = (table: string, rang: number) => number;

/** Loads everything; answers the identity given to each row. */
export async function charger(tx: Tx, r: Registre): Promise<Identites> {
  const ids = new Map<string, readonly number[]>();
  const identite: Identites = (table, rang) => {
    const id = ids.get(table)?.[rang - 1];
    if (id === undefined) throw new RangeError(`No row ${rang} in ${table}`);
    return id;
  };
  const resolue = (row: Row): Row =>
    Object.fromEntries(Object.entries(row).map(([column, value]) => {
      const table = REFERENCES[column];
      return [column, table && typeof value === 'number' ? identite(table, value) : value];
    }));
  for (const table of TABLES) {
    // The place of an entity in the tree needs the identities of its ancestors: set once they are known.
    const rows = table === 'entite' ? r.de(table).map((row) => ({ ...row, parent_id: null, chemin: [] })) : r.de(table);
    const given = await insertRows<{ id: number }>(tx, table, rows.map(resolue), AVEC_IDENTITE.has(table) ? 'id' : '1 as id');
    if (AVEC_IDENTITE.has(table)) ids.set(table, given.map(({ id }) => id));
    if (table === 'entite') await ranger(tx, r.de(table), identite);
  }
  return identite;
}

async function ranger(tx: Tx, entites: readonly Row[], identite: Identites): Promise<void> {
  const places = entites.map(({ chemin }) => {
    const ancetres = (chemin as readonly number[]).map((rang) => identite('entite', rang));
    return { id: ancetres.at(-1), parent_id: ancetres.at(-2) ?? null, chemin: ancetres };
  });
  await tx.run(sql`
    update entite e set parent_id = p.parent_id, chemin = p.chemin
    from json_populate_recordset(null::entite, ${JSON.stringify(places)}::json) p where p.id = e.id`);
}
