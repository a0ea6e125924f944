/**
 * One engine for every life cycle: lock, see or 404, the version that was shown, the guard, the words, the move, what is consigned.
 * A room says how its thing is found and moved; its table says everything else.
 */
import type { Consigner, Fait } from '../journal/consigner.js';
import type { Sujet } from '../journal/journal.js';
import type { Acteur, Origine } from '../droits/acteur.js';
import type { Cycle, Geste, Words } from '../kit/cycle.js';
import type { Database, Scope, Sql, Tx } from '../kit/database.js';
import { conflit, introuvable, invalide, Refus } from '../kit/errors.js';

/** What a form of a geste says: the version that its page showed, the words typed, where it comes from. */
export interface Envoi {
  readonly version: number;
  readonly mots?: string;
  readonly origine: Origine;
}

/** The same, and what is slow: done in the transaction before anything is locked. */
interface Preparation<T> extends Envoi {
  readonly avant?: (tx: Tx) => Promise<T>;
}

/** What a thing of a life cycle must tell. */
interface Chose {
  readonly id: number;
  readonly version: number;
}

/** How a room finds and moves its thing. */
export interface Piste<Etat extends string, S extends { readonly etat: Etat }, Nom extends string, A extends Acteur, Cle, V> {
  readonly cycle: Cycle<Etat, S, Nom>;
  readonly sujet: Exclude<Sujet, ''>;
  /** In front of the geste's name in the journal, where two cycles have the same. */
  readonly prefixe?: string;
  readonly scope: (acteur: A) => Scope;
  /** The thing under its lock, as this person sees it. */
  readonly find: (tx: Tx, acteur: A, cle: Cle) => Promise<V | undefined>;
  readonly situation: (vue: V) => S;
  readonly auteurs: (vue: V, acteur: A) => readonly string[];
  /** Whose timeline tells it, where it is not its own: what is asked about a caution is told by that of the caution. */
  readonly raconte?: (vue: V) => { readonly sujet: Exclude<Sujet, ''>; readonly sujetId: number };
  /** The account it belongs to, where the acting person is not of it. */
  readonly compteId?: (vue: V) => number;
  /** Moves it where its version is still the one read; answers how many rows moved. `set` adds columns: `, soumise_le = …`. */
  readonly move: (tx: Tx, vue: V, vers: Etat, set: Sql | undefined) => Promise<number>;
}

interface Moment<V, T> {
  readonly tx: Tx;
  readonly vue: V;
  /** What was made ready before the lock. */
  readonly avant: T;
  /** Moves the thing now, when what follows must read it moved, or changes more of it. */
  readonly move: (set?: Sql) => Promise<void>;
}

/** What a geste adds to its move: in the journal, by mail; `valeur` is what its caller is told (plain JSON). */
interface Suite<R> {
  readonly details?: Fait['details'];
  readonly commentaire?: string;
  readonly courriels?: Fait['courriels'];
  readonly valeur?: R;
}

export function createFaire<
  Etat extends string,
  S extends { readonly etat: Etat },
  Nom extends string,
  A extends Acteur,
  Cle,
  V extends Chose,
>({ db, consigner }: { readonly db: Database; readonly consigner: Consigner }, piste: Piste<Etat, S, Nom, A, Cle, V>) {
  const { cycle, sujet, prefixe = '' } = piste;

  /** The thing under its lock, if this person may do this now to what was shown to him (`version`); refused in words otherwise. */
  async function prendre(tx: Tx, acteur: A, cle: Cle, nom: Nom, version?: number): Promise<V> {
    const vue = await piste.find(tx, acteur, cle);
    if (!vue) throw introuvable();
    const obstacle = cycle.obstacle(nom, piste.situation(vue), piste.auteurs(vue, acteur));
    if (obstacle?.status !== 403 && version !== undefined && vue.version !== version) throw conflit('gestes.perimee');
    if (obstacle) throw new Refus(obstacle.status, obstacle.key);
    return vue;
  }

  /** Does a geste, all or nothing; what is particular to it is done by `propre`, within the same transaction. */
  const faire = <R = undefined, T = undefined>(
    acteur: A,
    cle: Cle,
    nom: Nom,
    { version, mots = '', origine, avant }: Preparation<T>,
    propre: (moment: Moment<V, T>) => Promise<Suite<R>> = async () => ({}),
  ): Promise<R> =>
    db.transaction(piste.scope(acteur), async (tx) => {
      const pret = (await avant?.(tx)) as T;
      const vue = await prendre(tx, acteur, cle, nom, version);
      const { exige, vers }: Geste<Etat, S> = cycle.gestes[nom];
      const commentaire = readMots(exige, mots);
      let moved = vers === undefined;
      const move = async (set?: Sql) => {
        if ((await piste.move(tx, vue, cycle.suite(nom, piste.situation(vue)), set)) === 0) throw conflit('gestes.perimee');
        moved = true;
      };
      const { valeur, ...suite } = await propre({ tx, vue, move, avant: pret });
      if (!moved) await move();
      await consigner(tx, [
        {
          acteur,
          ...(piste.compteId && { compteId: piste.compteId(vue) }),
          origine,
          acte: prefixe + nom,
          ...(piste.raconte?.(vue) ?? { sujet, sujetId: vue.id, version: vue.version + 1 }),
          ...suite,
          commentaire: suite.commentaire ?? commentaire,
        },
      ]);
      return valeur as R;
    });

  return { faire, prendre };
}

/** The words of a geste as they were typed, or what is missing beside their field. */
export function readMots(exige: Words | undefined, typed: string): string {
  const mots = typed.trim();
  if (!exige) return mots;
  const { champ, min, max, message = 'gestes.trop_court' } = exige;
  if (mots.length < min) throw invalide([{ field: champ, message }]);
  if (mots.length > max) throw invalide([{ field: champ, message: 'gestes.trop_long', params: { max } }]);
  return mots;
}
