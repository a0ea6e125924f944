/** What is wrong with a form, as its page shows it. */
import type { FieldError } from '../kit/errors.js';
import type { Translate } from '../kit/i18n.js';

/** Errors beside the fields, and listed on top. */
export function avecFautes(fautes: readonly FieldError[], t: Translate) {
  const lignes = fautes.map(({ field, message, params }) => ({ field, texte: t(message, params) }));
  return {
    fautes: Object.fromEntries(lignes.map(({ field, texte }) => [field, texte])),
    corrections: lignes.map(({ field, texte }) => ({ href: `#${field}`, texte })),
  };
}
