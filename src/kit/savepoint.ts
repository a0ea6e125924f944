/** A part of a transaction that may fail by itself: what it wrote is undone, and the rest goes on. */
import { sql, sqlState, type Tx } from './database.js';

/** Malformed data, a constraint, a rule said in SQL: a row is at fault. A deadlock, a lost connection, a full disk have no culprit. */
const OF_A_ROW = /^(22|23|P0)|^42501$/;
export const isRowFault = (error: unknown): boolean => OF_A_ROW.test(sqlState(error));

/**
 * Does a work whole or not at all, inside a transaction that goes on either way. Its last statements are waited for here, so that
 * their failure is its own; what it asks for after the commit is forgotten with it. Throws what made it fail, once it is undone.
 */
export async function attempt<T>(tx: Tx, work: (part: Tx) => Promise<T>): Promise<T> {
  const sent: Promise<unknown>[] = [];
  const committed: (() => void)[] = [];
  // The first failure says why: those that follow it only say that the transaction is undone.
  let failure: unknown;
  const part: Tx = {
    ...tx,
    last: (statement) => void sent.push(statement.catch((error: unknown) => void (failure ??= error))),
    afterCommit: (action) => void committed.push(action),
  };
  await tx.run(sql`savepoint part`);
  try {
    const value = await work(part);
    await Promise.all(sent);
    if (failure !== undefined) throw failure;
    await tx.run(sql`release savepoint part`);
    for (const action of committed) tx.afterCommit(action);
    return value;
  } catch (error) {
    await Promise.all(sent);
    await tx.run(sql`rollback to savepoint part`);
    await tx.run(sql`release savepoint part`);
    throw failure ?? error;
  }
}
