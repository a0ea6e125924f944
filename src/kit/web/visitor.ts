/**
 * A browser that nobody signed in from: known by a cookie that we signed, so that a million visits leave nothing here. What it must
 * bring back (the token of a form, the challenge of a passkey, a form to show again) is made from its cookie, or sealed in it.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { sameSecret } from '../secret.js';

/** A page left open for longer is to be loaded again. */
const VALID_MS = 12 * 3_600_000;
/** What a page says of whom it was made for is believed over a week-end. */
const MARK_MS = 7 * 86_400_000;
/** A browser keeps four kilobytes a cookie. */
const MAX_SEALED = 3_500;

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
  mark(person: number): string;
  personOf(mark: string): number | undefined;
  give(name: string, text: string, minutes: number): boolean;
  take(name: string): string | undefined;
  drop(name: string): void;
}

const desks = new WeakMap<Request, Desk>();

export function visitors({ secret, secure, now }: VisitorOptions): RequestHandler {
  const derived = (usage: string) => Buffer.from(hkdfSync('sha256', secret, '', usage, 32));
  const [key, sealing] = [derived('cautionet visitor'), derived('cautionet sealed cookie')];
  const hmac = (usage: string, id: string) => createHmac('sha256', key).update(`${usage} ${id}`);
  const cookieName = (name: string) => `${secure ? '__Host-' : ''}cautionet-${name}`;
  const cookieOptions = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
  const name = cookieName('visite');
  const visitorOfId = (id: string): Visitor => ({
    token: hmac('form', id).digest('hex'),
    challenge: hmac('passkey', id).digest('base64url'),
  });

  const carried = new RegExp(`(?:^|;\\s*)${name}=(([\\da-z]{1,9})\\.[\\w-]{22})\\.([\\w-]{43})(?=;|$)`);
  const young = (since: string, max: number): boolean => {
    const age = now().getTime() - Number.parseInt(since, 36);
    return age >= 0 && age <= max;
  };

  function read(req: Request): Visitor | undefined {
    const [, id = '', since = '', signature = ''] = carried.exec(req.headers.cookie ?? '') ?? [];
    if (!id || !sameSecret(signature, hmac('cookie', id).digest('base64url'))) return undefined;
    return young(since, VALID_MS) ? visitorOfId(id) : undefined;
  }

  function make(res: Response): Visitor {
    const id = `${now().getTime().toString(36)}.${randomBytes(16).toString('base64url')}`;
    res.cookie(name, `${id}.${hmac('cookie', id).digest('base64url')}`, cookieOptions);
    return visitorOfId(id);
  }

  function mark(person: number): string {
    const said = `${person.toString(36)}.${now().getTime().toString(36)}`;
    return `${said}.${hmac('author', said).digest('base64url')}`;
  }
  function personOf(mark: string): number | undefined {
    const [, said = '', person = '', since = '', signature = ''] = /^(([\da-z]{1,7})\.([\da-z]{1,9}))\.([\w-]{43})$/.exec(mark) ?? [];
    if (!said || !sameSecret(signature, hmac('author', said).digest('base64url'))) return undefined;
    return young(since, MARK_MS) ? Number.parseInt(person, 36) : undefined;
  }

  function give(res: Response, name: string, text: string, minutes: number): boolean {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', sealing, iv).setAAD(Buffer.from(name));
    const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
    if (sealed.length > MAX_SEALED) return false;
    res.cookie(cookieName(name), sealed, { ...cookieOptions, maxAge: minutes * 60_000 });
    return true;
  }
  function take(req: Request, name: string): string | undefined {
    const [, sealed = ''] =
      new RegExp(`(?:^|;\\s*)${cookieName(name)}=([\\w-]{40,${MAX_SEALED}})(?=;|$)`).exec(req.headers.cookie ?? '') ?? [];
    const bytes = Buffer.from(sealed, 'base64url');
    if (bytes.length < 28) return undefined;
    try {
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12))
        .setAAD(Buffer.from(name))
        .setAuthTag(bytes.subarray(-16));
      return decipher.update(bytes.subarray(12, -16)).toString('utf8') + decipher.final('utf8');
    } catch {
      return undefined;
    }
  }

  return (req, res, next) => {
    let visitor: Visitor | undefined;
    desks.set(req, {
      known: () => (visitor ??= read(req)),
      make: () => (visitor = make(res)),
      mark,
      personOf,
      give: (name, text, minutes) => give(res, name, text, minutes),
      take: (name) => take(req, name),
      drop: (name) => void res.clearCookie(cookieName(name), cookieOptions),
    });
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

/** A word that says whom a page was made for, and when: nobody else can write it. It opens nothing. */
export const markOf = (req: Request, person: number): string => deskOf(req).mark(person);

/** Whom a page was made for, a week ago at most; undefined when it is not our word. */
export const personOfMark = (req: Request, mark: string): number | undefined => deskOf(req).personOf(mark);

/** Something that this browser keeps for us, unreadable and unchangeable, for some minutes; false when it is too long for it. */
export const giveToBrowser = (req: Request, name: string, text: string, minutes: number): boolean => deskOf(req).give(name, text, minutes);

export const keptByBrowser = (req: Request, name: string): string | undefined => deskOf(req).take(name);

export const dropFromBrowser = (req: Request, name: string): void => deskOf(req).drop(name);
