/**
 * Twenty copies of a form have one effect and one answer. Its key is claimed, used and answered in the transaction of the act:
 * whatever dies afterwards, a copy finds what the first one answered, and does nothing.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { sql, type Database, type Tx } from './database.js';
import type { Clock } from './dates.js';
import { Refus } from './errors.js';

/** The key of a form, whose it is, and where it was sent: the pattern of the route, not one of its spellings. */
export interface Cle {
  readonly cle: string;
  readonly identifiantId: number;
  readonly chemin: string;
}

/** The key of one transaction of a request: its `rang`-th. */
export interface KeyedForm extends Cle {
  readonly rang: number;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const isKey = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

const requests = new AsyncLocalStorage<{ readonly cle: Cle; transactions: number } | undefined>();

/** Every transaction that `work` makes is remembered under the key; without one, none is. */
export const withKey = <T>(cle: Cle | undefined, work: () => T): T => requests.run(cle && { cle, transactions: 0 }, work);

/** The key of the next transaction of this request, for one that is done together with others'. */
export function takeKey(): KeyedForm | undefined {
  const request = requests.getStore();
  return request && { ...request.cle, rang: request.transactions++ };
}

const columns = (envois: readonly KeyedForm[]) => sql`
  ${envois.map(({ cle }) => cle)}::uuid[], ${envois.map(({ identifiantId }) => identifiantId)}::int[],
  ${envois.map(({ chemin }) => chemin)}::text[], ${envois.map(({ rang }) => rang)}::smallint[]`;

/** Claims keys; answers for each what was answered already, or undefined when this transaction is the first. */
export async function claim(tx: Tx, envois: readonly KeyedForm[], le: Date): Promise<({ readonly valeur: unknown } | undefined)[]> {
  if (envois.length === 0) return [];
  const rows = await tx.rows<{ reponse: { valeur: unknown } | null }>(
    sql`select reponse from envois_prendre(${columns(envois)}, ${le}) as reponse`,
  );
  return rows.map(({ reponse }) => reponse ?? undefined);
}

/** Keeps what each key is answered: plain JSON, as another copy will receive it. */
export async function answer(tx: Tx, reponses: readonly { readonly envoi: KeyedForm; readonly valeur: unknown }[]): Promise<void> {
  if (reponses.length === 0) return;
  const envois = reponses.map(({ envoi }) => envoi);
  const valeurs = reponses.map(({ valeur }) => JSON.stringify({ valeur: valeur ?? null }));
  await tx.run(sql`select envois_repondre(${columns(envois)}, ${valeurs}::jsonb[])`);
}

/** The same database, whose transactions are remembered under the key of their request. */
export function idempotent(db: Database, clock: Clock): Database {
  function remembered<T>(work: (tx: Tx) => Promise<T>): (tx: Tx) => Promise<T> {
    const envoi = takeKey();
    if (!envoi) return work;
    return async (tx) => {
      const [known] = await claim(tx, [envoi], clock());
      if (known) return known.valeur as T;
      const valeur = await work(tx);
      tx.last(answer(tx, [{ envoi, valeur }]));
      return valeur;
    };
  }
  return {
    ...db,
    transaction: (scope, work) => db.transaction(scope, remembered(work)),
    systeme: { ...db.systeme, transaction: (work) => db.systeme.transaction(remembered(work)) },
  };
}

/** After all the transactions of a request: where its first copy was sent. Before them: a fingerprint of what it said. */
const FINAL = -1;
const WORDS = -2;

export type Answers<T> = ReturnType<typeof createAnswers<T>>;

/** What the first copy of a form was answered as a whole, for those that come after it. */
export function createAnswers<T>({ systeme }: Pick<Database, 'systeme'>, clock: Clock) {
  return {
    /**
     * The answer; undefined when no copy came to its end: its transactions still remember what they did. Throws a Refus (422) when
     * the key came before with other words: it is not the same form.
     */
    async find({ cle, identifiantId, chemin }: Cle, words: string): Promise<T | undefined> {
      const [row] = await systeme.rows<{ words: string; reponse: T | null }>(sql`
        with first as (
          insert into idempotence (cle, identifiant_id, chemin, rang, le, reponse)
          values (${cle}, ${identifiantId}, ${chemin}, ${WORDS}, ${clock()}, ${JSON.stringify(words)})
          on conflict (cle, identifiant_id, chemin, rang) do update set le = idempotence.le returning reponse #>> '{}' as words)
        select words, (select reponse from idempotence
          where cle = ${cle} and identifiant_id = ${identifiantId} and chemin = ${chemin} and rang = ${FINAL}) as reponse from first`);
      if (row?.words !== words) throw new Refus(422, 'erreurs.autre_formulaire');
      return row.reponse ?? undefined;
    },
    /** Nothing was done: mended, the form may be sent again under its key. */
    async forget({ cle, identifiantId, chemin }: Cle): Promise<void> {
      const same = sql`cle = ${cle} and identifiant_id = ${identifiantId} and chemin = ${chemin}`;
      await systeme.rows(sql`
        delete from idempotence where ${same} and rang = ${WORDS} and not exists (select from idempotence where ${same} and rang <> ${WORDS})`);
    },
    async keep({ cle, identifiantId, chemin }: Cle, reponse: T): Promise<void> {
      await systeme.rows(sql`
        insert into idempotence (cle, identifiant_id, chemin, rang, le, reponse)
        values (${cle}, ${identifiantId}, ${chemin}, ${FINAL}, ${clock()}, ${JSON.stringify(reponse)}) on conflict do nothing`);
    },
  };
}

const DEUX_JOURS_MS = 172_800_000;

/** Keys older than two days are of no more use. */
export async function forgetKeys({ systeme }: Pick<Database, 'systeme'>, clock: Clock): Promise<void> {
  await systeme.rows(sql`delete from idempotence where le < ${new Date(clock().getTime() - DEUX_JOURS_MS)}`);
}

const underWay = new Map<string, Promise<unknown>>();

/** Copies that reach this process together wait here for the first, without a connection each. */
export async function oneAtATime<T>({ cle, identifiantId, chemin }: Cle, work: () => Promise<T>): Promise<T> {
  const name = `${cle} ${identifiantId} ${chemin}`;
  const before = underWay.get(name) ?? Promise.resolve();
  const mine = before.then(work, work);
  const quiet = mine.catch(() => undefined);
  underWay.set(name, quiet);
  try {
    return await mine;
  } finally {
    if (underWay.get(name) === quiet) underWay.delete(name);
  }
}
