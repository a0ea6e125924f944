/** The product's words: JSON files by language, one file per room, read once when the program starts. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Language } from './money.js';
import { inRoot } from './root.js';
import { typography } from './typography.js';

export const LANGUAGES = ['fr', 'en'] as const satisfies readonly Language[];

/** Values put in a message where it says `{{name}}`; `count` also chooses between its `_one` and `_other` forms. */
export type MessageParams = Readonly<Record<string, unknown>>;

/** The words of a key (`demandes.titre`) in one language. Plain text: escaping belongs to whoever writes HTML. */
export type Translate = (key: string, params?: MessageParams) => string;

export type Translator = (language: Language) => Translate;

/** Where the words are: `<folder>/<language>/<room>.json`, each file's name being the first segment of its keys. */
const FOLDER = inRoot('templates', 'locales');

/** A message cut at its placeholders: text, name, text, name… text. */
type Pieces = readonly string[];

/**
 * Reads every message of every language and returns the translator. A page asks for hundreds of messages, so that each is
 * cut once here, and joined with its values there.
 * `strict` (tests, development): a missing key or value throws. Otherwise the key itself is shown, so that a forgotten
 * word never breaks a page in front of a client.
 */
export function createTranslator({ strict, folder = FOLDER }: { strict: boolean; folder?: string }): Translator {
  const translators = Object.fromEntries(LANGUAGES.map((language) => [language, createTranslate(language, { strict, folder })]));
  return (language) => (translators as Record<Language, Translate>)[language];
}

function createTranslate(language: Language, { strict, folder }: { strict: boolean; folder: string }): Translate {
  const messages = readMessages(folder, language);
  const pieces = new Map<string, Pieces>(Object.entries(messages).map(([key, message]) => [key, message.split(/\{\{\s*(\w+)\s*\}\}/)]));
  const plurals = new Intl.PluralRules(language);

  function find(key: string, count: unknown): Pieces | undefined {
    if (typeof count !== 'number') return pieces.get(key);
    return pieces.get(`${key}_${plurals.select(count)}`) ?? pieces.get(`${key}_other`) ?? pieces.get(key);
  }

  function valueOf(key: string, name: string, params: MessageParams): string {
    const value = params[name];
    if (value === undefined && strict) throw new Error(`no value for {{${name}}} in "${key}"`);
    return name === 'count' && typeof value === 'number' ? formatCount(value, language) : String(value ?? '');
  }

  return (key, params = {}) => {
    const message = find(key, params.count);
    if (message === undefined) {
      if (strict) throw new Error(`no message "${key}" in ${language}`);
      return key;
    }
    if (message.length === 1) return message[0] ?? '';
    return message.map((piece, index) => (index % 2 === 0 ? piece : valueOf(key, piece, params))).join('');
  };
}

/** Whole number with its thousands apart: `1 248` in French, `1,248` in English. Text such as `1 000+` is left alone. */
export const formatCount = (value: number | bigint | string, language: Language): string =>
  String(value).replace(/\d(?=(\d{3})+$)/g, `$&${language === 'fr' ? '\u202f' : ','}`);

/** All the messages of a language under their whole key (`demandes.actions.valider`), whether a file nests them or not, spaced as its printers do. */
export function readMessages(folder: string, language: Language): Record<string, string> {
  const messages: Record<string, string> = {};
  const directory = path.join(folder, language);
  for (const file of readdirSync(directory).filter((name) => name.endsWith('.json'))) {
    const room = path.basename(file, '.json');
    flatten(JSON.parse(readFileSync(path.join(directory, file), 'utf8')) as Tree, room, (key, text) => {
      messages[key] = typography(text, language);
    });
  }
  return messages;
}

interface Tree {
  readonly [key: string]: string | Tree;
}

function flatten(tree: Tree, prefix: string, found: (key: string, text: string) => void): void {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') found(`${prefix}.${key}`, value);
    else flatten(value, `${prefix}.${key}`, found);
  }
}
