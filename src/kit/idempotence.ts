/** Twenty copies of a form have one effect and one answer: the key of the form is claimed once. */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type Database } from './database.js';
import type { Clock } from './dates.js';

/** Where the first copy sent its reader. */
export interface Reponse {
  readonly status: number;
  readonly location: string;
}

export interface Cle {
  readonly cle: string;
  readonly identifiantId: number;
  readonly chemin: string;
}

const POLL_MS = 40;
const PATIENCE_MS = 15_000;
/** A first copy silent for that long died with its process: another may take over. */
const ABANDONED_MS = 60_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isKey = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

export type Idempotence = ReturnType<typeof createIdempotence>;

export function createIdempotence({ db, clock }: { db: Database; clock: Clock }) {
  const { systeme } = db;
  const claim = async ({ cle, identifiantId, chemin }: Cle) => {
    const now = clock();
    const [row] = await systeme.rows(sql`
      insert into idempotence as i (cle, identifiant_id, chemin, commence_le) values (${cle}, ${identifiantId}, ${chemin}, ${now})
      on conflict (cle, identifiant_id, chemin) do update set commence_le = excluded.commence_le
      where i.reponse is null and i.commence_le < ${new Date(now.getTime() - ABANDONED_MS)}
      returning cle`);
    return row !== undefined;
  };
  return {
    /** 'first' when this copy must do the work; the first copy's answer; undefined when it is still at work after 15 s. */
    async begin(key: Cle): Promise<'first' | Reponse | undefined> {
      for (let waited = 0; waited <= PATIENCE_MS; waited += POLL_MS) {
        if (await claim(key)) return 'first';
        const [row] = await systeme.rows<{ reponse: Reponse | null }>(sql`
          select reponse from idempotence where cle = ${key.cle} and identifiant_id = ${key.identifiantId} and chemin = ${key.chemin}`);
        if (row?.reponse) return row.reponse;
        await sleep(POLL_MS);
      }
      return undefined;
    },
    /** Keeps the answer for the other copies. */
    async finish({ cle, identifiantId, chemin }: Cle, reponse: Reponse): Promise<void> {
      await systeme.rows(sql`
        update idempotence set reponse = ${JSON.stringify(reponse)}
        where cle = ${cle} and identifiant_id = ${identifiantId} and chemin = ${chemin}`);
    },
    /** Nothing was done (a refusal, an error): the same form may be sent again. */
    async release({ cle, identifiantId, chemin }: Cle): Promise<void> {
      await systeme.rows(sql`
        delete from idempotence where cle = ${cle} and identifiant_id = ${identifiantId} and chemin = ${chemin} and reponse is null`);
    },
    /** Keys older than two days are of no more use. */
    async forget(): Promise<void> {
      await systeme.rows(sql`delete from idempotence where commence_le < ${new Date(clock().getTime() - 172_800_000)}`);
    },
  };
}
