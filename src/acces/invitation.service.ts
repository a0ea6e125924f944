/** Giving a person a way in: written in the transaction of whoever creates her. */
import { randomUUID } from 'node:crypto';
import { prioriteDe } from '../courriels/priorite.js';
import { sql, type Tx } from '../kit/database.js';
import { empreinteDe, type Cles } from '../preuves/cles.js';

export interface Invite {
  readonly genre: 'collaborateur' | 'agent';
  readonly id: number;
}

/**
 * Makes the identifiant where the address is free, a first-access link (24 h, once) and its mail; called again before the first
 * access, the older link dies. When the address already opens the door of somebody, its owner is told and the caller sees the same.
 */
export type Inviter = (tx: Tx, qui: Invite, le: Date) => Promise<void>;

export function createInviter({ cles, reveiller }: { cles: Cles; reveiller: (travail: 'courriels') => void }): Inviter {
  return async (tx, { genre, id }, le) => {
    const jeton = randomUUID();
    await tx.row(
      sql`select inviter_acces(${genre}, ${id}, ${jeton}, ${empreinteDe(cles.jeton(jeton))}, ${le}, ${prioriteDe('premier_acces')}::smallint)`,
    );
    tx.afterCommit(() => reveiller('courriels'));
  };
}
