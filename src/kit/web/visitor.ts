/**
 * A browser that nobody signed in from: known by a cookie that we signed, so that a million visits leave nothing here. What it must
 * bring back (the token of a form, the challenge of a passkey) is made again from its cookie.
 */
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { sameSecret } from '../secret.js';

/** A page left open for longer is to be loaded again. */
const VALID_MS = 12 * 3_600_000;

export interface VisitorOptions {
  /** Kept outside of the database. */
  readonly secret: string;
  /** Over https only, under a name that no neighbour of our domain can set. */
  readonly secure: boolean;
  readonly now: () => Date;
}

export interface Visitor {
  /** For the forms of this browser: 256 bits, in hexadecimal. */
  readonly token: string;
  /** For its passkeys: 256 bits, in base64url. The same until it is renewed. */
  readonly challenge: string;
}

interface Desk {
  /** The visitor whose cookie came with the request, or the one made during it. */
  known(): Visitor | undefined;
  make(): Visitor;
}

const desks = new WeakMap<Request, Desk>();

export function visitors({ secret, secure, now }: VisitorOptions): RequestHandler {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'cautionet visitor', 32));
  const hmac = (usage: string, id: string) => createHmac('sha256', key).update(`${usage} ${id}`);
  const name = `${secure ? '__Host-' : ''}cautionet-visite`;
  const visitorOfId = (id: string): Visitor => ({
    token: hmac('form', id).digest('hex'),
    challenge: hmac('passkey', id).digest('base64url'),
  });

  const carried = new RegExp(`(?:^|;\\s*)${name}=(([\\da-z]{1,9})\\.[\\w-]{22})\\.([\\w-]{43})(?=;|$)`);

  function read(req: Request): Visitor | undefined {
    const [, id = '', since = '', signature = ''] = carried.exec(req.headers.cookie ?? '') ?? [];
    if (!id || !sameSecret(signature, hmac('cookie', id).digest('base64url'))) return undefined;
    const age = now().getTime() - Number.parseInt(since, 36);
    return age >= 0 && age <= VALID_MS ? visitorOfId(id) : undefined;
  }

  function make(res: Response): Visitor {
    const id = `${now().getTime().toString(36)}.${randomBytes(16).toString('base64url')}`;
    res.cookie(name, `${id}.${hmac('cookie', id).digest('base64url')}`, { httpOnly: true, sameSite: 'lax', secure, path: '/' });
    return visitorOfId(id);
  }

  return (req, res, next) => {
    let visitor: Visitor | undefined;
    desks.set(req, { known: () => (visitor ??= read(req)), make: () => (visitor = make(res)) });
    next();
  };
}

const deskOf = (req: Request): Desk => {
  const desk = desks.get(req);
  if (!desk) throw new Error('The layer of visitors comes first.');
  return desk;
};

/** The visitor that this page is for; a new browser is given its cookie with it. */
export const visitorOf = (req: Request): Visitor => deskOf(req).known() ?? deskOf(req).make();

/** The visitor that sent this request; undefined when it brought no cookie of ours. */
export const knownVisitor = (req: Request): Visitor | undefined => deskOf(req).known();

/** Another cookie from now on: what was made from the former one is worth nothing any more in this browser. */
export const renewVisitor = (req: Request): void => void deskOf(req).make();
