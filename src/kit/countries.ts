/** Countries and territories of ISO 3166-1, named in French and in English. */
import { squash } from './fold.js';
import type { Language } from './money.js';

const CODES =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI ' +
  'CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ ' +
  'GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS ' +
  'LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG ' +
  'PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK ' +
  'TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW';

/** The 249 two-letter codes of ISO 3166-1. */
export const COUNTRIES: readonly string[] = CODES.split(' ');

const KNOWN = new Set(COUNTRIES);
const NAMES: Record<Language, Intl.DisplayNames> = {
  fr: new Intl.DisplayNames('fr', { type: 'region' }),
  en: new Intl.DisplayNames('en', { type: 'region' }),
};

/** France and the parts of it that have a code of their own: their companies are in the SIREN register. */
export const FRANCE: readonly string[] = ['FR', 'RE', 'GP', 'MQ', 'GF', 'YT', 'NC', 'PF', 'PM', 'BL', 'MF', 'WF', 'TF'];
export const isFrench = (country: string): boolean => FRANCE.includes(country);

export const isCountry = (code: string): boolean => KNOWN.has(code);

/** The country's name in a language; the code itself when it is unknown. */
export const countryName = (code: string, language: Language): string => (isCountry(code) ? (NAMES[language].of(code) ?? code) : code);

const OPTIONS = new Map<Language, readonly { valeur: string; libelle: string }[]>();

/** Choices of a select, in alphabetical order of the language. */
export function countryOptions(language: Language): readonly { valeur: string; libelle: string }[] {
  const known = OPTIONS.get(language);
  if (known) return known;
  const collator = new Intl.Collator(language);
  const options = COUNTRIES.map((valeur) => ({ valeur, libelle: countryName(valeur, language) })).sort((a, b) =>
    collator.compare(a.libelle, b.libelle),
  );
  OPTIONS.set(language, options);
  return options;
}

let byName: Map<string, string> | undefined;

/** The code of a country typed as a code or a name, in either language, whatever the accents; undefined when unknown. */
export function parseCountry(typed: string): string | undefined {
  const code = typed.trim().toUpperCase();
  if (isCountry(code)) return code;
  byName ??= new Map(
    COUNTRIES.flatMap((country) => [
      [squash(countryName(country, 'fr')), country],
      [squash(countryName(country, 'en')), country],
    ]),
  );
  return byName.get(squash(typed));
}
