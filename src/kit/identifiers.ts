/** Identifiers that carry their own check: SIREN, SIRET, and the shape of an e-mail address. */
import { tidyLine } from './printable.js';

const LA_POSTE = '356000000';

/** Figures as they are pasted: with spaces, points, dashes, and the word in front of them. */
const digitsOnly = (typed: string): string =>
  tidyLine(typed)
    .replace(/^(?:n°|no\.?)?\s*sire[nt]\s*(?:n°|no\.?)?\s*:?/i, '')
    .replace(/[\s.\u2010-\u2015\u2212-]/g, '');

/** Luhn's key: digits doubled every second one from the right, their sum a multiple of ten. */
function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const weighted = i % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}

const sumOfDigits = (digits: string): number => [...digits].reduce((sum, digit) => sum + Number(digit), 0);

/** A SIREN: nine digits with a right key. Spaces are allowed. */
export function isSiren(typed: string): boolean {
  const digits = digitsOnly(typed);
  return /^\d{9}$/.test(digits) && digits !== '000000000' && luhn(digits);
}

/** A SIRET: fourteen digits with a right key; La Poste's branches follow their own rule (sum of digits a multiple of five). */
export function isSiret(typed: string): boolean {
  const digits = digitsOnly(typed);
  if (!/^\d{14}$/.test(digits) || /^0{9}/.test(digits)) return false;
  return luhn(digits) || (digits.startsWith(LA_POSTE) && sumOfDigits(digits) % 5 === 0);
}

/** The fourteen digits of a SIRET as typed, or undefined when it is not one. */
export const parseSiret = (typed: string): string | undefined => (isSiret(typed) ? digitsOnly(typed) : undefined);

/** How many digits a person typed, so that a message can tell a missing digit from a wrong one. */
export const countDigits = (typed: string): number => digitsOnly(typed).replace(/\D/g, '').length;

/** `356 000 000`, with narrow no-break spaces. */
export const formatSiren = (siren: string): string => siren.replace(/^(\d{3})(\d{3})(\d{3})/, '$1\u202f$2\u202f$3');

/** `356 000 000 00048`, with narrow no-break spaces. */
export const formatSiret = (siret: string): string => formatSiren(siret).replace(/(\d{5})$/, '\u202f$1');

/** The SIRET of an establishment: a SIREN, four digits of internal number and the key that makes it right. For invented data. */
export function siretOf(siren: string, establishment: number): string {
  const start = siren + String(establishment).padStart(4, '0');
  const key = [...'0123456789'].find((digit) => luhn(start + digit));
  return start + (key ?? '0');
}

/** The SIREN whose first eight digits are given, with its key. For invented data. */
export function sirenOf(firstEight: string): string {
  const key = [...'0123456789'].find((digit) => luhn(firstEight + digit));
  return firstEight + (key ?? '0');
}

/**
 * An e-mail address in lower case, or undefined when mail cannot reach it (at most 254 characters, ASCII only, a dotted domain whose
 * last part is letters). Letters of other scripts that look like ours are refused: two people who look alike cannot exist.
 */
export function parseEmail(typed: string): string | undefined {
  const address = tidyLine(typed).toLowerCase();
  const right =
    address.length <= 254 &&
    /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/.test(address);
  return right && !/\.\.|^\.|\.@|-\.|\.-/.test(address) ? address : undefined;
}

export const isEmail = (typed: string): boolean => parseEmail(typed) !== undefined;
