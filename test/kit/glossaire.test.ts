/** One word for each notion: the table of the glossary, held against every message of every page and mail. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMessages } from '../../src/kit/i18n.js';
import type { Language } from '../../src/kit/money.js';
import { inRoot } from '../../src/kit/root.js';

const MODELES = inRoot('src', 'courriels', 'modeles');

/** The rows of the table "On the screens". */
const lignes = (readFileSync(inRoot('docs', 'glossaire.md'), 'utf8').split('## On the screens')[1] ?? '')
  .split('\n')
  .filter((ligne) => ligne.startsWith('| '))
  .slice(2)
  .map((ligne) => ligne.split('|').map((cellule) => cellule.trim()));

const interdits = (colonne: number): RegExp[] =>
  lignes.flatMap((cellules) =>
    (cellules[colonne] ?? '')
      .split(', ')
      .filter(Boolean)
      .map((mot) => new RegExp(`(?<![\\p{L}-])${mot}(?![\\p{L}-])`, 'iu')),
  );

/** Every message of a language: those of pages, and the halves of the mails' models that are in it. */
function textes(langue: Language): [string, string][] {
  const modeles = readdirSync(MODELES).map((nom): [string, string] => {
    const source = readFileSync(path.join(MODELES, nom), 'utf8');
    const anglais = source.indexOf('en: {');
    const moitie = anglais < 0 ? '' : langue === 'en' ? source.slice(anglais) : source.slice(source.indexOf('fr: {'), anglais);
    return [nom, [...moitie.matchAll(/'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)].map(([, a, b]) => a ?? b).join(' · ')];
  });
  return [...Object.entries(readMessages(inRoot('templates', 'locales'), langue)), ...modeles];
}

describe('each notion has one word', () => {
  it('the table is read', () => expect(lignes.length).toBeGreaterThan(12));
  it.each([
    ['fr', 4],
    ['en', 5],
  ] as const)('in %s', (langue, colonne) => {
    const fautes = interdits(colonne);
    expect(fautes.length).toBeGreaterThan(12);
    const trouves = textes(langue).flatMap(([cle, texte]) => {
      const lu = texte.replace(/\$?\{\{?.*?\}\}?/g, '');
      return fautes.filter((faute) => faute.test(lu)).map((faute) => `${cle}: ${faute.exec(lu)?.[0]}`);
    });
    expect(trouves).toEqual([]);
  });
});
