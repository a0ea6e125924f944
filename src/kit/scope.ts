/** Whose rows a transaction may see, and the word that says so to Postgres: sealed, so that a statement slipped in cannot write another. */
import { createHash } from 'node:crypto';

/** One client account, or the accounts of one insurer. */
export type Scope = { readonly compte: number } | { readonly garant: number };

/** The key of the seals (HMAC-SHA-256), already against both pads: as migration 0090 keeps it. */
export interface ScopeKey {
  readonly interne: Buffer;
  readonly externe: Buffer;
}

/** A setting of Postgres and what it must hold: `app.compte`, `12:` and its seal. */
export type Word = readonly [setting: string, word: string];

const sha256 = (...parts: (Buffer | string)[]): Buffer => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
/** Words kept: past that many scopes they are all sealed again. */
const MAX_KEPT = 10_000;

/** Seals scopes as `portee` of migration 0090 reads them; the ids are our own numbers, and nothing else passes. */
export function createSealer({ interne, externe }: ScopeKey): (scope: Scope) => Word {
  const kept = new Map<string, Word>();
  return (scope) => {
    const [nature, id] = 'compte' in scope ? ['compte', scope.compte] : ['garant', scope.garant];
    if (!Number.isSafeInteger(id)) throw new TypeError(`${String(id)} is not an id`);
    const said = `${nature}:${id}`;
    let word = kept.get(said);
    if (!word) {
      word = [`app.${nature}`, `${id}:${sha256(externe, sha256(interne, said)).toString('hex')}`];
      if (kept.size >= MAX_KEPT) kept.clear();
      kept.set(said, word);
    }
    return word;
  };
}
