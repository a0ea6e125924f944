/** Letters that the insurer puts in the file of a caution. */
import type { NouveauFichier } from '../documents/fichiers.sql.js';
import { deposerPour } from '../documents/jointes.sql.js';
import type { Agent } from '../droits/acteur.js';
import { sql, type Tx } from '../kit/database.js';
import { formatDay, parisDay } from '../kit/dates.js';
import { introuvable, invalide } from '../kit/errors.js';

/** Stores letters under the account of a caution, before anything is locked; answers their ids. */
export async function deposerAuDossier(
  tx: Tx,
  numero: string,
  fichiers: readonly NouveauFichier[],
  agent: Agent,
  le: Date,
): Promise<number[]> {
  const caution = await tx.row<{ compte_id: number }>(sql`select compte_id from caution where numero = ${numero}`);
  if (!caution) throw introuvable();
  return deposerPour(tx, caution.compte_id, fichiers, agent, le);
}

const TABLES = { opposition: sql`opposition`, appel: sql`appel` } as const;

/** Refused beside `pieces` when one of these letters stands already in another of the kind about this caution. */
export async function refuserDeuxFois(
  tx: Tx,
  sujet: keyof typeof TABLES,
  cautionId: number,
  fichiers: readonly NouveauFichier[],
  message: string,
): Promise<void> {
  const deja = await tx.row<{ le: Date }>(sql`
    select j.le from jointe j join fichier f on f.id = j.fichier_id
    where j.sujet = ${sujet} and j.sujet_id in (select id from ${TABLES[sujet]} where caution_id = ${cautionId})
      and f.sha256 = any (${fichiers.map(({ sha256 }) => sha256)}::bytea[]) order by j.id limit 1`);
  if (deja) throw invalide([{ field: 'pieces', message, params: { le: formatDay(parisDay(deja.le)) } }]);
}
