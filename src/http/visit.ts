/** One request, as a handler sees it: who, what was asked, in which words to answer. */
import type { Request, Response } from 'express';
import type { Origine } from '../droits/acteur.js';
import { tidyText } from '../kit/printable.js';
import type { Translate, Translator } from '../kit/i18n.js';
import type { Language } from '../kit/money.js';
import { acteurDe } from './express.js';
import { langueDe } from './langue.js';

/** `N`: the names of its address's parameters. */
export interface Visit<A, N extends string = never> {
  readonly acteur: A;
  readonly params: Readonly<Record<N, string>>;
  readonly query: Request['query'];
  /** What a form sent; empty for a GET. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The version that the form's page showed; 0, which nothing has, when it said none. */
  readonly version: number;
  readonly langue: Language;
  readonly t: Translate;
  /** Where it comes from, as the logs and the journal write it. */
  readonly origine: Origine;
  readonly req: Request;
  readonly res: Response;
}

export function visitOf<A, N extends string>(translator: Translator, req: Request, res: Response): Visit<A, N> {
  const langue = langueDe(req);
  const body = (req.body ?? {}) as Readonly<Record<string, unknown>>;
  return {
    acteur: acteurDe(req) as A,
    params: req.params as Readonly<Record<N, string>>,
    query: req.query,
    body,
    version: whole(body.version),
    langue,
    t: translator(langue),
    origine: origineDe(req),
    req,
    res,
  };
}

/** The address and the request id, as the logs and the journal write them. */
export const origineDe = (req: Request): Origine => ({ adresse: req.ip ?? '', requete: String((req as { id?: unknown }).id ?? '') });

/** A whole number as an address or a form carries it (`:id`, `version`): 0, which nothing has, when it is not one. */
export const whole = (value: unknown): number => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : 0);

// Line breaks are kept; other control characters have no place in words.
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f]/g;

/** Words as they were typed in a field; empty when it was not sent. */
export const words = (value: unknown): string => (typeof value === 'string' ? tidyText(value).replace(CONTROLS, ' ') : '');

/** One line as it was typed. */
export const line = (value: unknown, max = 100): string => words(value).replace(/\s+/g, ' ').slice(0, max);
