/**
 * The printed fonts, Source Sans 3, parsed once. Parsing the files and shaping each word again is most of the cost of a small PDF,
 * so both are kept: the parsed font, and the glyphs of each word already seen.
 */
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

/** As much of the font object inside pdfkit as is used here. Its 1 000 units per em make pdfkit's rescaling of glyph runs a no-op. */
interface ParsedFont {
  /** Every code point that it draws, in order. */
  readonly characterSet: readonly number[];
  glyphForCodePoint(codePoint: number): unknown;
  layout(text: string, features?: unknown): { glyphs: unknown[]; positions: unknown[]; advanceWidth: number };
}

const FILES = {
  regular: '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf',
  semibold: '@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf',
} as const;

export type FontName = keyof typeof FILES;

const MAX_WORDS = 20_000;
const require = createRequire(import.meta.url);

/**
 * pdfkit parses the file; the parsed font can then be given to any other document. A font keeps each glyph with the letters that it was
 * first asked for, and an accented letter or a quotation mark asks for its parts without any: each glyph is asked for by its own letter
 * first, or a later document would draw it right and say nothing of it to whoever reads its text.
 */
function parse(file: string): ParsedFont {
  const reader = new PDFDocument({ font: require.resolve(file), autoFirstPage: false }) as unknown as { _font: { font: ParsedFont } };
  const { font } = reader._font;
  for (const codePoint of font.characterSet) font.glyphForCodePoint(codePoint);
  return font;
}

/** The same font with the shape of each word remembered. */
function remembering(font: ParsedFont): ParsedFont {
  const words = new Map<string, ReturnType<ParsedFont['layout']>>();
  const layout: ParsedFont['layout'] = (text, features) => {
    if (features) return font.layout(text, features);
    const known = words.get(text);
    if (known) return known;
    const { glyphs, positions, advanceWidth } = font.layout(text);
    const run = { glyphs, positions, advanceWidth };
    if (words.size >= MAX_WORDS) words.clear();
    words.set(text, run);
    return run;
  };
  return Object.create(font, { layout: { value: layout } }) as ParsedFont;
}

const parsed = new Map<FontName, ParsedFont>();

/** A font that any PDFDocument accepts as source. */
function font(name: FontName): PDFKit.Mixins.PDFFontSource {
  const known = parsed.get(name) ?? remembering(parse(FILES[name]));
  parsed.set(name, known);
  return known as unknown as PDFKit.Mixins.PDFFontSource;
}

/** Makes `regular` and `semibold` known to a document under these names. */
export function registerFonts(doc: PDFKit.PDFDocument): void {
  for (const name of Object.keys(FILES) as FontName[]) doc.registerFont(name, font(name));
}
