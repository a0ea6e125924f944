/** Words as a search compares them: without accents, case, hyphens, apostrophes nor ligatures; `plier` says the same in SQL. Pure. */

const LETTERS: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd' };

export const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[œæßøłđ]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[\s!-/:-@[-`{-~\u00a0-\u00bf\u00d7\u00f7\u2010-\u2027\u2030-\u205e]+/g, ' ')
    .trim();

/** Whether a text holds every word typed, in any order: `holds` says the same in SQL (search.ts). */
export const holdsWords = (text: string, typed: string): boolean => {
  const folded = fold(text);
  return fold(typed)
    .split(' ')
    .every((word) => folded.includes(word));
};

/** A word's letters and figures alone: what makes two words the same, however they are spaced and marked. */
export const squash = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]/gu, '');
