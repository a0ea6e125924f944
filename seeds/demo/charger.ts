/** Writes the rows of the demonstration, table by table, with the identities that Postgres gives. */
import { sql, type Tx } from '../../src/kit/database.js';
import { insertRows, type Row } from '../bulk.js';
import type { Registre } from './registre.js';

/** The table whose identity a column holds. */
const REFERENCES: Readonly<Record<string, string>> = {
  agent_id: 'agent',
  conseiller_id: 'agent',
  charge_id: 'agent',
  compte_id: 'compte',
  entite_id: 'entite',
  collaborateur_id: 'collaborateur',
  parent_id: 'entite',
  saisi_par: 'collaborateur',
  depose_par: 'collaborateur',
  demandee_par: 'collaborateur',
  refusee_par: 'agent',
  saisie_par: 'collaborateur',
  circuit_id: 'circuit',
  contrat_id: 'contrat',
  ligne_id: 'ligne',
  autorisation_id: 'autorisation',
  demande_id: 'demande',
  caution_id: 'caution',
  fichier_id: 'fichier',
};

/** In the order of their references. Those with an identity are referred to. */
const AVEC_IDENTITE = new Set([
  'agent',
  'compte',
  'entite',
  'collaborateur',
  'circuit',
  'contrat',
  'ligne',
  'autorisation',
  'demande',
  'caution',
  'fichier',
]);
const TABLES = [
  'agent',
  'compte',
  'entite',
  'collaborateur',
  'identifiant',
  'perimetre',
  'delegation',
  'circuit',
  'circuit_tranche',
  'contrat',
  'contrat_entite',
  'ligne',
  'autorisation',
  'tarif',
  'demande',
  'validation',
  'fichier',
  'piece',
  'caution',
  'mouvement',
  'reception',
  'opposition',
  'mainlevee',
  'revision',
  'expedition',
  'demande_document',
  'jointe',
  'message',
  'journal',
  'compteur',
];

export async function charger(tx: Tx, r: Registre, transmetteurs: readonly string[]): Promise<void> {
  const ids = new Map<string, number[]>();
  const identite = (table: string, rang: number): number => {
    const id = ids.get(table)?.[rang - 1];
    if (id === undefined) throw new RangeError(`No row ${rang} in ${table}`);
    return id;
  };
  const resolue = (row: Row): Row =>
    Object.fromEntries(
      Object.entries(row).map(([column, value]) => {
        const table = REFERENCES[column];
        return [column, table && typeof value === 'number' ? identite(table, value) : value];
      }),
    );
  for (const table of TABLES) {
    if (!AVEC_IDENTITE.has(table)) await insertRows(tx, table, r.de(table).map(resolue));
    else if (table === 'entite') await planter(tx, r.de(table), ids, resolue);
    else
      ids.set(
        table,
        (await insertRows<{ id: number }>(tx, table, r.de(table).map(resolue), 'id')).map(({ id }) => id),
      );
  }
  await nommerTransmetteurs(tx, transmetteurs);
}

/** Entities level by level, since each needs the identity of its parent; Postgres keeps their path. */
async function planter(tx: Tx, entites: readonly Row[], ids: Map<string, number[]>, resolue: (row: Row) => Row): Promise<void> {
  const connues: number[] = [];
  ids.set('entite', connues);
  for (let profondeur = 0; ; profondeur += 1) {
    const rangs = [...entites.keys()].filter((rang) => entites[rang]?.profondeur === profondeur);
    if (rangs.length === 0) return;
    const rows = rangs.map((rang) => resolue(entites[rang]?.row as Row));
    const given = await insertRows<{ id: number }>(tx, 'entite', rows, 'id');
    for (const [i, rang] of rangs.entries()) connues[rang] = given[i]?.id ?? 0;
  }
}

/** An account names its exclusive transmitter among people who exist only once they are loaded. */
const nommerTransmetteurs = (tx: Tx, emails: readonly string[]): Promise<number> =>
  tx.run(sql`update compte k set transmetteur_id = c.id from collaborateur c where c.compte_id = k.id and c.email = any (${emails})`);
