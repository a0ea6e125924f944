/** The set of letters that is accepted is the set of the fonts. */
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { describe, expect, it } from 'vitest';
import { names, printable, refusedLetter, tidyLine, tidyText, unprintable, visible } from '../../src/kit/printable.js';

const require = createRequire(import.meta.url);
const charactersOf = (file: string): ReadonlySet<number> =>
  new Set(
    (
      new PDFDocument({ font: require.resolve(`@expo-google-fonts/source-sans-3/${file}`), autoFirstPage: false }) as unknown as {
        _font: { font: { characterSet: number[] } };
      }
    )._font.font.characterSet,
  );

describe('what can be printed', () => {
  it('is what both printed fonts draw, character by character, but for what cannot be seen', () => {
    const [regular, semibold] = ['400Regular/SourceSans3_400Regular.ttf', '600SemiBold/SourceSans3_600SemiBold.ttf'].map(charactersOf);
    for (let code = 0; code <= 0x1ffff; code += 1) {
      const drawn = (regular?.has(code) && semibold?.has(code)) ?? false;
      const seen = visible(String.fromCodePoint(code)) !== '';
      if (printable(code) !== (drawn && seen)) expect.fail(`U+${code.toString(16)}: ${printable(code)}, drawn ${drawn}, seen ${seen}`);
    }
  });

  it.each([
    ['Société « L’Œuvre » – 1 000 €', undefined],
    ['Łódź, Ὅμηρος, Чехов', undefined],
    ['ＡＢＣ', 'U+FF21'],
    ['Marché Ⅳ', 'U+2163'],
    ['Ɓaobab', undefined],
    ['Ƴ', 'U+01B3'],
    ['日本', 'U+65E5'],
    ['a → b ⇒ c', 'U+21D2'],
    ['a\u200bb', 'U+200B'],
    ['a\u202eb', 'U+202E'],
    ['a\u0001b', 'U+0001'],
    ['deux\nlignes', undefined],
  ])('%j: %s', (text, code) => {
    if (text.includes('⇒') && printable(0x21d2)) return expect(unprintable(text)).toBeUndefined();
    expect(unprintable(text)?.code).toBe(code);
  });

  it('is named where it is refused', () =>
    expect(refusedLetter('nom', '日本')).toEqual([{ field: 'nom', message: 'erreurs.lettre', params: { lettre: '日', code: 'U+65E5' } }]));
});

describe('what was typed', () => {
  it('loses what cannot be seen, and its odd spaces', () => {
    for (const invisible of ['\u00ad', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u202a', '\u202e', '\u2060', '\u2066', '\ufeff'])
      expect(tidyText(`SCI${invisible} Les${invisible}Pins`)).toBe('SCI LesPins');
    for (const space of ['\u00a0', '\u2003', '\u2009', '\u202f', '\u3000', '\t'])
      expect(tidyText(`SCI${space}Les Pins`)).toBe('SCI Les Pins');
    expect(tidyText('e\u0301te\u0301\r\nici')).toBe('été\nici');
    expect(tidyLine('  deux \n lignes  ')).toBe('deux lignes');
  });

  it.each([
    ['SCI 1', true],
    ['Ὅμηρος', true],
    ['– . –', false],
    ['', false],
  ])('names somebody: %j %s', (text, oui) => expect(names(tidyText(text))).toBe(oui));
});
