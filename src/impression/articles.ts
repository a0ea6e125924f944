/** The articles of an act, in their order, and where a page may end among them. */
import type { ArticleCompose, Paragraphe } from './acte.js';
import { INK } from './ornaments.js';
import { BODY_HEIGHT, ensureRoom, heightOf, PAGE, roomLeft, setStyle, write, WIDTH, type PaperSheet, type Style } from './sheet.js';

const ARTICLE: Style = { font: 'semibold', size: 9.6, color: INK.petrol };
const SECTION: Style = { font: 'semibold', size: 12, color: INK.text };

const INDENT = 26;
const LINE = 12;
const GAP = { title: 1, paragraph: 2, article: 3 } as const;
/** Words that stay with the signature where the last paragraph cannot stay whole. */
const LAST_WORDS = 60;

/**
 * Articles in order; a title keeps the beginning of its first paragraph with it. `after`: height of what follows the last one, the
 * signature, which is never alone on its page. Without sections an article is a heading right under the title's.
 */
export function writeArticles(sheet: PaperSheet, articles: readonly ArticleCompose[], after: number): void {
  let tag = 'H2';
  for (const [i, { numero, titre, section, paragraphes }] of articles.entries()) {
    const last = i === articles.length - 1;
    const opening = (section ? 26 : 0) + heightOf(sheet, titre, ARTICLE, WIDTH - INDENT) + GAP.title;
    const whole = opening + paragraphes.reduce<number>((sum, paragraphe) => sum + heightOfParagraph(sheet, paragraphe), GAP.article);
    ensureRoom(sheet, last && whole + after <= BODY_HEIGHT ? whole + after : opening + firstLines(sheet, paragraphes[0]?.texte ?? ''));
    if (section) {
      write(sheet, 'H2', section, SECTION, { y: sheet.doc.y + 2 });
      sheet.doc.y += 4;
      tag = 'H3';
    }
    writeArticleTitle(sheet, tag, numero, titre);
    sheet.doc.y += GAP.title;
    const shown = last ? endingShort(sheet, paragraphes, after) : paragraphes;
    for (const [j, paragraphe] of shown.entries()) writeParagraph(sheet, paragraphe, last && j === shown.length - 1 ? after : 0);
    sheet.doc.y += GAP.article;
  }
}

/** Number in the margin of the article, title where its text begins: one heading for those who listen. */
function writeArticleTitle({ doc, root }: PaperSheet, tag: string, numero: string, titre: string): void {
  const y = doc.y;
  root.add(
    doc.struct(tag, {}, () => {
      setStyle(doc, ARTICLE);
      doc.text(numero, PAGE.left, y, { width: INDENT });
      doc.text(titre, PAGE.left + INDENT, y, { width: WIDTH - INDENT });
    }),
  );
}

const offsetOf = ({ type }: Paragraphe): number => (type === 'liste' ? 12 : 0);
const wordsOf = ({ type, texte }: Paragraphe): string => (type === 'liste' ? `–\u00a0${texte}` : texte);

const heightOfParagraph = (sheet: PaperSheet, paragraphe: Paragraphe): number =>
  heightOf(sheet, wordsOf(paragraphe), sheet.body, WIDTH - INDENT - offsetOf(paragraphe)) + GAP.paragraph;

/** Height that the start of a paragraph needs: all of a short one, three lines of a long one. */
const firstLines = (sheet: PaperSheet, texte: string): number => {
  if (roomLeft(sheet) > 200) return 0;
  const height = heightOf(sheet, texte, sheet.body, WIDTH - INDENT);
  return height <= LINE * 5 ? height : LINE * 3;
};

/** The paragraphs with one at their end that holds on a page with what follows: the last words of one that is longer. */
function endingShort(sheet: PaperSheet, paragraphes: readonly Paragraphe[], after: number): readonly Paragraphe[] {
  const last = paragraphes.at(-1);
  if (!last || heightOfParagraph(sheet, last) + GAP.article + after <= BODY_HEIGHT) return paragraphes;
  const words = last.texte.split(' ');
  return [
    ...paragraphes.slice(0, -1),
    { ...last, texte: words.slice(0, -LAST_WORDS).join(' ') },
    { type: 'texte', texte: words.slice(-LAST_WORDS).join(' ') },
  ];
}

/**
 * A paragraph that would leave one or two lines alone on either side of a page break goes whole to the next page; so does the one
 * that must be on the page of what comes `after` it.
 */
function writeParagraph(sheet: PaperSheet, paragraphe: Paragraphe, after: number): void {
  const room = roomLeft(sheet);
  if (after > 0) ensureRoom(sheet, heightOfParagraph(sheet, paragraphe) + GAP.article + after);
  else if (room < 200) {
    const height = heightOfParagraph(sheet, paragraphe) - GAP.paragraph;
    if (height > room && (height <= LINE * 5 || room < LINE * 3)) sheet.doc.addPage();
  }
  const offset = INDENT + offsetOf(paragraphe);
  write(sheet, 'P', wordsOf(paragraphe), sheet.body, { x: PAGE.left + offset, width: WIDTH - offset });
  sheet.doc.y += GAP.paragraph;
}
