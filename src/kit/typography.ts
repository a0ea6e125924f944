/** Spaces and apostrophes of French, on screen, in mails and in print; other languages are left as they were written. */
import type { Language } from './money.js';

const NARROW = '\u202f';
const NO_BREAK = '\u00a0';

/**
 * No-break spaces before `; ! ? : % €` and inside « », after `n°` and `article(s)`, no line broken inside `ci-après`: where they have to
 * be, and nothing else of what somebody may have typed in the midst of it.
 */
export function spaced(text: string, language: Language): string {
  if (language !== 'fr') return text;
  return text
    .replace(/«[ \u00a0\u202f]?/g, `«${NO_BREAK}`)
    .replace(/[ \u00a0\u202f]?»/g, `${NO_BREAK}»`)
    .replace(/ ([;!?])/g, `${NARROW}$1`)
    .replace(/ ([:%€])/g, `${NO_BREAK}$1`)
    .replace(/\bci-(après|dessus|dessous)/g, 'ci\u2011$1')
    .replace(/\bn° /g, `n°${NO_BREAK}`)
    .replace(/\b(articles?) (?=[LR]?\d)/gi, `$1${NO_BREAK}`);
}

/** The same, and curly apostrophes. Meant for our own wording only: what a person typed is printed as typed. */
export const typography = (text: string, language: Language): string =>
  spaced(language === 'fr' ? text.replaceAll("'", '’') : text, language);

export const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
