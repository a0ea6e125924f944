/** Amounts in words, as an act states them: "deux millions d'euros et cinq centimes", "Two million euros and five cents". */
import { toCardinal as englishCardinal } from 'n2words/en-GB';
import { toCardinal as frenchCardinal } from 'n2words/fr-FR';
import { CURRENCY_NAMES, type CurrencyName } from './currencies.js';
import { decimals, type Language, type Money } from './money.js';

const MILLION = 1_000_000n;

/**
 * An amount in words, in French or in English, its currency named. Starts with a capital in English only,
 * where it stands in brackets after the figures. A currency we have no name for keeps its ISO code: "12 XYZ".
 */
export function amountInWords({ minor, currency }: Money, language: Language): string {
  const scale = 10n ** BigInt(decimals(currency));
  const absolute = minor < 0n ? -minor : minor;
  const whole = absolute / scale;
  const fraction = absolute % scale;
  const names = CURRENCY_NAMES[currency] ?? unnamed(currency);
  const words = language === 'fr' ? inFrench(whole, fraction, names.fr) : inEnglish(whole, fraction, names.en);
  const signed = minor < 0n ? `${language === 'fr' ? 'moins' : 'minus'} ${words}` : words;
  return language === 'en' ? signed.charAt(0).toUpperCase() + signed.slice(1) : signed;
}

/** French: plural from two on; "de" or "d'" after a round million or milliard ("un million d'euros"). */
function inFrench(whole: bigint, fraction: bigint, names: CurrencyName): string {
  const name = whole >= 2n ? names.plural : names.singular;
  const round = whole >= MILLION && whole % MILLION === 0n;
  const link = !round ? ' ' : /^[aeiouéè]/i.test(name) ? ' d’' : ' de ';
  const main = `${feminine(frenchCardinal(whole), names.feminine)}${link}${name}`;
  if (fraction === 0n) return main;
  const minorName = fraction >= 2n ? names.minorPlural : names.minorSingular;
  return `${main} et ${feminine(frenchCardinal(fraction), names.minorFeminine)} ${minorName}`;
}

function inEnglish(whole: bigint, fraction: bigint, names: CurrencyName): string {
  const main = `${englishCardinal(whole)} ${whole === 1n ? names.singular : names.plural}`;
  if (fraction === 0n) return main;
  return `${main} and ${englishCardinal(fraction)} ${fraction === 1n ? names.minorSingular : names.minorPlural}`;
}

/** "vingt et un" before a feminine noun is "vingt et une". */
const feminine = (words: string, isFeminine: boolean | undefined): string => (isFeminine ? words.replace(/\bun$/, 'une') : words);

function unnamed(currency: string): Record<Language, CurrencyName> {
  const name = { singular: currency, plural: currency };
  return {
    fr: { ...name, minorSingular: 'centième', minorPlural: 'centièmes' },
    en: { ...name, minorSingular: 'hundredth', minorPlural: 'hundredths' },
  };
}
