import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTranslator, LANGUAGES, readMessages } from '../../src/kit/i18n.js';
import { inRoot } from '../../src/kit/root.js';

const FOLDER = inRoot('templates', 'locales');

/** A folder of messages with one room, `essai`, in both languages. */
function folderOf(messages: { fr: object; en: object }): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'locales-'));
  for (const language of LANGUAGES) {
    mkdirSync(path.join(folder, language));
    writeFileSync(path.join(folder, language, 'essai.json'), JSON.stringify(messages[language]));
  }
  return folder;
}

const essai = folderOf({
  fr: { titre: 'Demandes', dire: { bonjour: 'Bonjour {{nom}}' }, total_one: '{{count}} demande', total_other: '{{count}} demandes' },
  en: { titre: 'Requests', dire: { bonjour: 'Hello {{nom}}' }, total_one: '{{count}} request', total_other: '{{count}} requests' },
});

describe('the translator', () => {
  const t = createTranslator({ strict: true, folder: essai });

  it('finds a message by its room and its key, nested or not', () => {
    expect(t('fr')('essai.titre')).toBe('Demandes');
    expect(t('en')('essai.dire.bonjour', { nom: 'Claire' })).toBe('Hello Claire');
  });

  it('leaves values as they are: neither escaped nor read again for placeholders', () => {
    expect(t('fr')('essai.dire.bonjour', { nom: '<b>{{nom}}</b> $t(essai.titre)' })).toBe('Bonjour <b>{{nom}}</b> $t(essai.titre)');
  });

  it.each([
    ['fr', 0, '0 demande'],
    ['fr', 1, '1 demande'],
    ['fr', 2, '2 demandes'],
    ['fr', 1_000_000, '1\u202f000\u202f000 demandes'],
    ['en', 1248, '1,248 requests'],
    ['en', 0, '0 requests'],
    ['en', 1, '1 request'],
  ] as const)('counts in %s: %d', (language, count, words) => {
    expect(t(language)('essai.total', { count })).toBe(words);
  });

  it('refuses a key or a value that is missing, except in front of a client', () => {
    expect(() => t('fr')('essai.absent')).toThrow(/essai\.absent/);
    expect(() => t('fr')('essai.dire.bonjour', {})).toThrow(/nom/);
    const lenient = createTranslator({ strict: false, folder: essai });
    expect(lenient('fr')('essai.absent')).toBe('essai.absent');
    expect(lenient('fr')('essai.dire.bonjour', {})).toBe('Bonjour ');
    expect(lenient('fr')('essai.dire.bonjour', { nom: 'vous', context: 'x', lng: 'en' })).toBe('Bonjour vous');
  });
});

describe('the messages of the product', () => {
  const [french, english] = LANGUAGES.map((language) => readMessages(FOLDER, language)) as [Record<string, string>, Record<string, string>];
  const placeholders = (message = '') => [...new Set(message.match(/\{\{\s*\w+\s*\}\}|\{\w+\}/g))].sort();

  it('exist in both languages', () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(french).sort());
    expect(Object.keys(french).length).toBeGreaterThan(80);
  });

  it('have the same placeholders in both languages', () => {
    const different = Object.keys(french).filter((key) => String(placeholders(french[key])) !== String(placeholders(english[key])));
    expect(different).toEqual([]);
  });

  it('say something', () => {
    for (const messages of [french, english]) expect(Object.keys(messages).filter((key) => !messages[key]?.trim())).toEqual([]);
  });
});

describe('French words', () => {
  const messages = Object.entries(readMessages(FOLDER, 'fr'));
  const wrong = (fault: RegExp) => messages.filter(([, text]) => fault.test(text.replace(/\{\{.*?\}\}/g, '')));

  it('never break before a sign', () => expect(wrong(/ [;:!?%»€]|« /)).toEqual([]));
  it('have one space inside quotation marks', () => expect(wrong(/«\s\s(?!»)|(?<!«)\s\s»/)).toEqual([]));
  it('say e-mail, everywhere', () => expect(wrong(/(?<!e-)\b(courriels?|mails?|mél|emails?)\b/i)).toEqual([]));
  it('have one name for the code of an act', () => expect(wrong(/code de vérification de l’acte|code d’authenticité/i)).toEqual([]));
});
