/** The version of an account's data: raised by every transaction that changes any of it (migration 0007). */
import { sql, type Database } from './database.js';

/** What all accounts share has a version of its own, under this number. */
const COMMUN = 0;

export type Versions = ReturnType<typeof createVersions>;

export function createVersions({ systeme }: Pick<Database, 'systeme'>) {
  let asked: { readonly comptes: Set<number>; readonly answer: Promise<ReadonlyMap<number, number>> } | undefined;

  async function read(comptes: ReadonlySet<number>): Promise<ReadonlyMap<number, number>> {
    // Whoever asks in the same turn of the loop shares the statement; it leaves after all of them came.
    await new Promise(setImmediate);
    asked = undefined;
    const rows = await systeme.rows<{ compte_id: number; numero: number }>(
      sql`select compte_id, numero from version where compte_id = any (${[COMMUN, ...comptes]}::int[])`,
    );
    return new Map(rows.map(({ compte_id, numero }) => [compte_id, numero]));
  }

  return {
    /** The version as committed now: two equal answers mean that nothing was changed in between. */
    async de(compteId: number): Promise<string> {
      if (!asked) {
        const comptes = new Set<number>();
        asked = { comptes, answer: read(comptes) };
      }
      asked.comptes.add(compteId);
      const numeros = await asked.answer;
      return `${numeros.get(COMMUN) ?? 0}.${numeros.get(compteId) ?? 0}`;
    },
  };
}
