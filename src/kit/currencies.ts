/** Names of currencies in an act, singular and plural, with their minor unit. French gender where it changes "un" into "une". */
import type { Language } from './money.js';

export interface CurrencyName {
  readonly singular: string;
  readonly plural: string;
  readonly minorSingular: string;
  readonly minorPlural: string;
  readonly feminine?: boolean;
  readonly minorFeminine?: boolean;
}

const name = (
  singular: string,
  plural: string,
  minorSingular = '',
  minorPlural = '',
  feminine = false,
  minorFeminine = false,
): CurrencyName => ({
  singular,
  plural,
  minorSingular,
  minorPlural,
  feminine,
  minorFeminine,
});

/** By ISO 4217 code. Currencies without a minor unit leave its names empty. */
export const CURRENCY_NAMES: Readonly<Record<string, Record<Language, CurrencyName>>> = {
  EUR: { fr: name('euro', 'euros', 'centime', 'centimes'), en: name('euro', 'euros', 'cent', 'cents') },
  USD: {
    fr: name('dollar des États-Unis', 'dollars des États-Unis', 'cent', 'cents'),
    en: name('US dollar', 'US dollars', 'cent', 'cents'),
  },
  GBP: {
    fr: name('livre sterling', 'livres sterling', 'penny', 'pence', true),
    en: name('pound sterling', 'pounds sterling', 'penny', 'pence'),
  },
  CHF: {
    fr: name('franc suisse', 'francs suisses', 'centime', 'centimes'),
    en: name('Swiss franc', 'Swiss francs', 'centime', 'centimes'),
  },
  CAD: {
    fr: name('dollar canadien', 'dollars canadiens', 'cent', 'cents'),
    en: name('Canadian dollar', 'Canadian dollars', 'cent', 'cents'),
  },
  AUD: {
    fr: name('dollar australien', 'dollars australiens', 'cent', 'cents'),
    en: name('Australian dollar', 'Australian dollars', 'cent', 'cents'),
  },
  JPY: { fr: name('yen', 'yens'), en: name('yen', 'yen') },
  CNY: { fr: name('yuan renminbi', 'yuans renminbi', 'fen', 'fens'), en: name('Chinese yuan', 'Chinese yuan', 'fen', 'fen') },
  SEK: {
    fr: name('couronne suédoise', 'couronnes suédoises', 'öre', 'öre', true),
    en: name('Swedish krona', 'Swedish kronor', 'öre', 'öre'),
  },
  NOK: {
    fr: name('couronne norvégienne', 'couronnes norvégiennes', 'øre', 'øre', true),
    en: name('Norwegian krone', 'Norwegian kroner', 'øre', 'øre'),
  },
  DKK: { fr: name('couronne danoise', 'couronnes danoises', 'øre', 'øre', true), en: name('Danish krone', 'Danish kroner', 'øre', 'øre') },
  PLN: { fr: name('zloty polonais', 'zlotys polonais', 'grosz', 'groszy'), en: name('Polish zloty', 'Polish zlotys', 'grosz', 'groszy') },
  CZK: {
    fr: name('couronne tchèque', 'couronnes tchèques', 'haléř', 'haléřů', true),
    en: name('Czech koruna', 'Czech korunas', 'haléř', 'haléřů'),
  },
  RON: { fr: name('leu roumain', 'lei roumains', 'ban', 'bani'), en: name('Romanian leu', 'Romanian lei', 'ban', 'bani') },
  MAD: {
    fr: name('dirham marocain', 'dirhams marocains', 'centime', 'centimes'),
    en: name('Moroccan dirham', 'Moroccan dirhams', 'centime', 'centimes'),
  },
  DZD: {
    fr: name('dinar algérien', 'dinars algériens', 'centime', 'centimes'),
    en: name('Algerian dinar', 'Algerian dinars', 'centime', 'centimes'),
  },
  TND: {
    fr: name('dinar tunisien', 'dinars tunisiens', 'millime', 'millimes'),
    en: name('Tunisian dinar', 'Tunisian dinars', 'millime', 'millimes'),
  },
  EGP: {
    fr: name('livre égyptienne', 'livres égyptiennes', 'piastre', 'piastres', true, true),
    en: name('Egyptian pound', 'Egyptian pounds', 'piastre', 'piastres'),
  },
  AED: {
    fr: name('dirham des Émirats arabes unis', 'dirhams des Émirats arabes unis', 'fils', 'fils'),
    en: name('UAE dirham', 'UAE dirhams', 'fils', 'fils'),
  },
  SAR: {
    fr: name('riyal saoudien', 'riyals saoudiens', 'halala', 'halalas'),
    en: name('Saudi riyal', 'Saudi riyals', 'halala', 'halalas'),
  },
  QAR: {
    fr: name('riyal qatarien', 'riyals qatariens', 'dirham', 'dirhams'),
    en: name('Qatari riyal', 'Qatari riyals', 'dirham', 'dirhams'),
  },
  KWD: { fr: name('dinar koweïtien', 'dinars koweïtiens', 'fils', 'fils'), en: name('Kuwaiti dinar', 'Kuwaiti dinars', 'fils', 'fils') },
  BHD: {
    fr: name('dinar bahreïnien', 'dinars bahreïniens', 'fils', 'fils'),
    en: name('Bahraini dinar', 'Bahraini dinars', 'fils', 'fils'),
  },
  OMR: { fr: name('rial omanais', 'rials omanais', 'baisa', 'baisas'), en: name('Omani rial', 'Omani rials', 'baisa', 'baisas') },
  JOD: {
    fr: name('dinar jordanien', 'dinars jordaniens', 'fils', 'fils'),
    en: name('Jordanian dinar', 'Jordanian dinars', 'fils', 'fils'),
  },
  IQD: { fr: name('dinar irakien', 'dinars irakiens', 'fils', 'fils'), en: name('Iraqi dinar', 'Iraqi dinars', 'fils', 'fils') },
  LYD: { fr: name('dinar libyen', 'dinars libyens', 'dirham', 'dirhams'), en: name('Libyan dinar', 'Libyan dinars', 'dirham', 'dirhams') },
  INR: {
    fr: name('roupie indienne', 'roupies indiennes', 'paisa', 'paisas', true),
    en: name('Indian rupee', 'Indian rupees', 'paisa', 'paise'),
  },
  BRL: {
    fr: name('réal brésilien', 'réaux brésiliens', 'centavo', 'centavos'),
    en: name('Brazilian real', 'Brazilian reais', 'centavo', 'centavos'),
  },
  TRY: { fr: name('livre turque', 'livres turques', 'kurus', 'kurus', true), en: name('Turkish lira', 'Turkish liras', 'kurus', 'kurus') },
  ZAR: {
    fr: name('rand sud-africain', 'rands sud-africains', 'cent', 'cents'),
    en: name('South African rand', 'South African rand', 'cent', 'cents'),
  },
  SGD: {
    fr: name('dollar de Singapour', 'dollars de Singapour', 'cent', 'cents'),
    en: name('Singapore dollar', 'Singapore dollars', 'cent', 'cents'),
  },
  HKD: {
    fr: name('dollar de Hong Kong', 'dollars de Hong Kong', 'cent', 'cents'),
    en: name('Hong Kong dollar', 'Hong Kong dollars', 'cent', 'cents'),
  },
  KRW: { fr: name('won sud-coréen', 'wons sud-coréens'), en: name('South Korean won', 'South Korean won') },
  VND: { fr: name('dong vietnamien', 'dongs vietnamiens'), en: name('Vietnamese dong', 'Vietnamese dong') },
  CLP: { fr: name('peso chilien', 'pesos chiliens'), en: name('Chilean peso', 'Chilean pesos') },
  XOF: { fr: name('franc CFA (BCEAO)', 'francs CFA (BCEAO)'), en: name('CFA franc (BCEAO)', 'CFA francs (BCEAO)') },
  XAF: { fr: name('franc CFA (BEAC)', 'francs CFA (BEAC)'), en: name('CFA franc (BEAC)', 'CFA francs (BEAC)') },
  XPF: { fr: name('franc Pacifique', 'francs Pacifique'), en: name('CFP franc', 'CFP francs') },
};
