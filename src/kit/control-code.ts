/** Control codes of acts: typed by a beneficiary on the public page, so no letter or figure that reads like another. */
import { randomInt } from 'node:crypto';
import { tidyLine } from './printable.js';

/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

const isCode = (code: string): boolean => code.length === LENGTH && [...code].every((character) => ALPHABET.includes(character));

/** Twelve random characters (60 bits), stored as they are: `7KQF2M9CX41D`. */
export const controlCode = (): string => Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');

/** As shown, on paper and on screen: `7KQF-2M9C-X41D`. Of a stored code only: shown twice, dashes would be parted by dashes. */
export function showControlCode(code: string): string {
  if (!isCode(code)) throw new Error('not a control code as stored');
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/** Reads a code as typed, in any case, with or without dashes and spaces. O is read as 0, I and L as 1. Undefined when it is not one. */
export function parseControlCode(typed: string): string | undefined {
  // An address of the page that was pasted, whole: its last part is the code.
  const last = tidyLine(typed).split(/[?#]/)[0]?.replace(/\/+$/, '').split('/').at(-1) ?? '';
  const code = last
    .toUpperCase()
    .replace(/[\s.\p{Pd}\u2212]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return isCode(code) ? code : undefined;
}
