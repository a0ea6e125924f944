/** Pages kept while nothing changed in the reader's account: served again with his own tokens, without reading anything else. */
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { LRUCache } from 'lru-cache';
import type { Versions } from '../versions.js';
import { csrfToken } from './csrf.js';

/** A page in pieces, with a token between each and the next. */
interface Kept {
  readonly version: string;
  readonly pieces: readonly Buffer[];
  readonly tokens: readonly ('csrf' | 'cle')[];
  readonly size: number;
}

export interface Reader {
  readonly compteId: number;
  readonly identifiantId: number;
}

const MEMORY_BYTES = 64 * 1024 * 1024;
/** What depends on the hour (a deadline that comes near) and not on the data is at most that old. */
const TTL_MS = 30_000;

export type KeptPages = ReturnType<typeof createKeptPages>;

export function createKeptPages({ versions }: { versions: Versions }) {
  const kept = new LRUCache<string, Kept>({ maxSize: MEMORY_BYTES, sizeCalculation: ({ size }) => size, ttl: TTL_MS });

  return {
    /**
     * Serves the page this reader already had of this address in this language, when its version is still the account's; answers
     * false otherwise, and then keeps what `res.render` makes. The version is read first: a change in between makes the page
     * older than its data, never newer. Rights and perimeter are data of the account: changing them changes the version.
     */
    async serve(req: Request, res: Response, { compteId, identifiantId }: Reader): Promise<boolean> {
      if (res.locals.message) return false; // said once
      const version = await versions.de(compteId);
      const key = `${identifiantId} ${res.locals.langue} ${req.originalUrl}`;
      const known = kept.get(key);
      if (known?.version === version) {
        send(res, known, { csrf: csrfToken(req), cle: randomUUID() });
        return true;
      }
      const render = res.render.bind(res) as (view: string, context: object, done: (error: Error | null, page: string) => void) => void;
      res.render = ((view: string, context: { readonly idempotence?: string }) =>
        render(view, context, (error, page) => {
          if (error) throw error;
          if (res.statusCode === 200) kept.set(key, cut(page, version, { csrf: csrfToken(req), cle: context.idempotence }));
          res.send(page);
        })) as typeof res.render;
      return false;
    },
  };
}

/** Cuts a page where its tokens stand. */
function cut(page: string, version: string, { csrf, cle }: { csrf: string; cle: string | undefined }): Kept {
  const pieces: Buffer[] = [];
  const tokens: ('csrf' | 'cle')[] = [];
  let from = 0;
  for (const found of page.matchAll(new RegExp(cle ? `${csrf}|${cle}` : csrf, 'g'))) {
    pieces.push(Buffer.from(page.slice(from, found.index)));
    tokens.push(found[0] === csrf ? 'csrf' : 'cle');
    from = found.index + found[0].length;
  }
  pieces.push(Buffer.from(page.slice(from)));
  return { version, pieces, tokens, size: pieces.reduce((sum, { length }) => sum + length, 0) };
}

function send(res: Response, { pieces, tokens }: Kept, values: Readonly<Record<'csrf' | 'cle', string>>): void {
  const page = Buffer.concat(
    pieces.flatMap((piece, i) => [piece, ...(i < tokens.length ? [Buffer.from(values[tokens[i] ?? 'csrf'])] : [])]),
  );
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.setHeader('Content-Length', page.length);
  res.end(page);
}
