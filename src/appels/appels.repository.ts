/** SQL of the calls. */
import { COLONNES_APPEL } from '../cautions/appels.sql.js';
import { APPELS_OUVERTS, type EtatAppel } from '../cautions/appels.js';
import { jointesDe } from '../documents/jointes.sql.js';
import { empty, sql, type Sql, type Tx } from '../kit/database.js';
import type { Day } from '../kit/dates.js';
import { toDecimal, type Money } from '../kit/money.js';
import type { AppelRecu, AppelSeul } from './appel.js';

export const find = (tx: Tx, id: number): Promise<AppelSeul | undefined> =>
  tx.row<AppelSeul>(sql`
    select ${COLONNES_APPEL}, p.caution_id, p.compte_id, ${jointesDe('appel', sql`p.id`)} as pieces from appel p where p.id = ${id}`);

export const lock = (tx: Tx, id: number) => tx.run(sql`select id from appel where id = ${id} for no key update`);

interface Signature {
  readonly agentId: number;
  readonly le: Date;
}

export const insert = async (
  tx: Tx,
  { id, compte_id: compteId }: { readonly id: number; readonly compte_id: number },
  { recuLe, montant, motif, prolongerAu }: AppelRecu,
  { agentId, le, avant }: Signature & { readonly avant: Day },
): Promise<number> =>
  (
    await tx.one<{ id: number }>(sql`
      insert into appel (compte_id, caution_id, recu_le, montant, motif, prolonger_au, decider_avant, agent_id, enregistre_le)
      values (${compteId}, ${id}, ${recuLe}, ${toDecimal(montant)}, ${motif}, ${prolongerAu}, ${avant}, ${agentId}, ${le}) returning id`)
  ).id;

/** Moves it, and closes it where nothing is left to decide or pay. */
export const move = (
  tx: Tx,
  { id, version, le }: { id: number; version: number; le: Date },
  vers: EtatAppel,
  set: Sql = empty,
): Promise<number> =>
  tx.run(sql`
    update appel set etat = ${vers}, version = version + 1, clos_le = ${APPELS_OUVERTS.includes(vers) ? null : le} ${set}
    where id = ${id} and version = ${version}`);

/** Raises its version where its state stays: two people who act on the same page are told apart. */
export const touch = (tx: Tx, { id, version }: { id: number; version: number }): Promise<number> =>
  tx.run(sql`update appel set version = version + 1 where id = ${id} and version = ${version}`);

const TABLES = { paiement: sql`paiement`, recouvrement: sql`recouvrement` } as const;

/** A sum that was paid to the beneficiary, or recovered from the client. */
export const verser = (
  tx: Tx,
  table: keyof typeof TABLES,
  { id, compte_id: compteId }: Pick<AppelSeul, 'id' | 'compte_id'>,
  { jour, montant, agentId, le }: Signature & { readonly jour: Day; readonly montant: Money },
) =>
  tx.run(sql`
    insert into ${TABLES[table]} (compte_id, appel_id, le, montant, agent_id, ecrit_le)
    values (${compteId}, ${id}, ${jour}, ${toDecimal(montant)}, ${agentId}, ${le})`);
