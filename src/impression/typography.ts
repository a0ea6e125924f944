/** Spaces and apostrophes of printed French; other languages are left as they were written. */
import type { Language } from '../kit/money.js';

const NARROW = '\u202f';
const NO_BREAK = '\u00a0';

/**
 * No-break spaces before `; ! ? : %` and inside « », after `n°` and `article(s)`, curly apostrophes,
 * no line broken inside `ci-après`.
 * Meant for the wording only: what a person typed is printed as typed.
 */
export function typography(text: string, language: Language): string {
  if (language !== 'fr') return text;
  return text
    .replaceAll("'", '’')
    .replace(/« ?/g, `«${NO_BREAK}`)
    .replace(/ ?»/g, `${NO_BREAK}»`)
    .replace(/ ([;!?])/g, `${NARROW}$1`)
    .replace(/ ([:%])/g, `${NO_BREAK}$1`)
    .replace(/\bci-(après|dessus|dessous)/g, 'ci\u2011$1')
    .replace(/\bn° /g, `n°${NO_BREAK}`)
    .replace(/\b(articles?) (?=[LR]?\d)/gi, `$1${NO_BREAK}`);
}

export const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
