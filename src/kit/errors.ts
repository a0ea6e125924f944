/** What people are told when something cannot be done. Anything else that is thrown is a 500 and a bug. */

/** An error beside a field: a message key and its parameters, or one already in words. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** Errors in the order of their fields on the page, so that a reader goes down it once; those of no field named come last. */
export function inPageOrder(errors: readonly FieldError[], fields: readonly string[]): FieldError[] {
  const rank = new Map(fields.map((field, i) => [field, i]));
  return [...errors].sort((a, b) => (rank.get(a.field) ?? fields.length) - (rank.get(b.field) ?? fields.length));
}

export type RefusStatus = 400 | 403 | 404 | 408 | 409 | 422 | 429 | 500 | 503;

/** A refusal: HTTP status, message key in `locales`, parameters of the message, errors by field. */
export class Refus extends Error {
  constructor(
    readonly status: RefusStatus,
    readonly key: string,
    readonly params: Readonly<Record<string, unknown>> = {},
    readonly fields: readonly FieldError[] = [],
  ) {
    super(key);
    this.name = 'Refus';
  }
}

/** What no browser of ours sends. */
export const illisible = (): Refus => new Refus(400, 'erreurs.demande_illisible');
export const introuvable = (): Refus => new Refus(404, 'erreurs.introuvable');
export const interdit = (key = 'erreurs.interdit', params = {}): Refus => new Refus(403, key, params);
export const conflit = (key: string, params = {}): Refus => new Refus(409, key, params);
export const invalide = (fields: readonly FieldError[], key = 'erreurs.formulaire'): Refus => new Refus(422, key, {}, fields);
