/** Prints a composed act: tagged PDF/A-3 with its fonts, its data attached, and on every page what the print is and how to check it. */
import { formatInstant } from '../kit/dates.js';
import type { ActeCompose, Marque } from './acte.js';
import { mention, rangDe, writeHeading, writeSummary } from './body.js';
import { writeArticles } from './articles.js';
import { signatureHeight, writeSignature } from './signature.js';
import { showControlCode } from '../kit/control-code.js';
import { acteXml } from './data-xml.js';
import { labels, type Labels } from './labels.js';
import { INK } from './ornaments.js';
import {
  artifact,
  BODY_HEIGHT,
  line,
  onOneLine,
  openSheet,
  PAGE,
  roomLeft,
  rule,
  setStyle,
  WIDTH,
  type OpenSheet,
  type Style,
} from './sheet.js';
import { BODY, SIZES } from './styles.js';

type Doc = PDFKit.PDFDocument;

const FOOT: Style = { font: 'regular', size: 6.7, color: INK.soft };
const STRONG: Style = { font: 'semibold', size: 7.2, color: INK.petrol };
const HEAD: Style = { font: 'regular', size: 8, color: INK.soft };
const LOCALES = { fr: 'fr-FR', en: 'en-GB' } as const;

/**
 * The PDF of an act, complete and valid without a seal; originals and duplicates are then given to `seal`.
 * A draft and a specimen carry their word across each page and no code. `le`: the instant of the print, which its PDF tells.
 */
export async function renderActe(acte: ActeCompose, marque: Marque, le: Date): Promise<Buffer> {
  const label = labels(acte.langue);
  let sheet = layOut(acte, marque, le, SIZES[0]);
  for (const size of SIZES.slice(1)) {
    if (!endsAlmostEmpty(sheet)) break;
    const tighter = layOut(acte, marque, le, size);
    if (pagesOf(tighter) < pagesOf(sheet)) sheet = tighter;
  }
  const { doc } = sheet;
  stampPages(doc, acte, marque, label);
  doc.file(acteXml(acte), {
    name: 'acte.xml',
    type: 'application/xml',
    description: label('donnees'),
    relationship: 'Data',
    creationDate: le,
    modifiedDate: le,
  } as PDFKit.Mixins.PDFAttachmentOptions);
  return sheet.close();
}

/** The pages of an act, without what is on each of them. */
function layOut(acte: ActeCompose, marque: Marque, le: Date, size: number): OpenSheet {
  const label = labels(acte.langue);
  const sheet = openSheet({
    title: [acte.titre, acte.numero, rangDe(marque, label)].filter(Boolean).join(' – '),
    author: acte.garant.nom,
    subject: label('sujet'),
    language: LOCALES[acte.langue],
    date: le,
    body: { ...BODY, size },
  });
  writeHeading(sheet, acte, marque, label);
  writeSummary(sheet, acte);
  writeArticles(sheet, acte.articles, signatureHeight(sheet, acte, label));
  writeSignature(sheet, acte, label);
  return sheet;
}

const pagesOf = ({ doc }: OpenSheet): number => doc.bufferedPageRange().count;
const endsAlmostEmpty = (sheet: OpenSheet): boolean => pagesOf(sheet) > 1 && roomLeft(sheet) > BODY_HEIGHT * 0.6;

/** Running head, foot and mark of every page, once their number is known. */
function stampPages(doc: Doc, acte: ActeCompose, marque: Marque, label: Labels): void {
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page);
    const { margins } = doc.page;
    const bottom = margins.bottom;
    margins.bottom = 0; // the foot lies in the margin, where pdfkit would otherwise start a new page
    artifact(doc, () => {
      const word = wordOf(acte, marque);
      if (word) watermark(doc, label(word));
      banner(doc, acte, marque, label);
      if (page > 0) runningHead(doc, acte, marque, label);
      foot(doc, acte, marque, label, label('page', { page: page + 1, total: count }));
    });
    margins.bottom = bottom;
  }
}

/** What is written across every page: what the print is, or that its wording is not the one that the law imposes. */
function wordOf({ horsModele }: ActeCompose, { type }: Marque): string | undefined {
  if (type === 'projet') return 'filigraneProjet';
  if (type === 'specimen') return 'filigraneSpecimen';
  return horsModele ? 'filigraneModele' : undefined;
}

/** A word across the page, from corner to corner, pale enough to read through. */
function watermark(doc: Doc, word: string): void {
  const [x, y] = [PAGE.width / 2, PAGE.height / 2];
  doc.save().rotate(-52, { origin: [x, y] });
  doc.font('semibold').fontSize(100);
  const size = Math.min(150, (100 * 700) / doc.widthOfString(word));
  doc.fontSize(size).fillColor(INK.petrol).fillOpacity(0.08);
  doc.text(word, x - 400, y - size * 0.66, { width: 800, align: 'center', lineBreak: true });
  doc.fillOpacity(1).restore();
}

/** What the head of every page says of the print: which duplicate it is and where the act is checked, that it is a demonstration. */
function banner(doc: Doc, acte: ActeCompose, marque: Marque, label: Labels): void {
  const rows: [string, Style][] = [];
  if (marque.type === 'duplicata') {
    const { rang, par, empreinte, urlVerification: url, editeLe } = marque;
    rows.push([label('duplicata', { rang, date: formatInstant(editeLe, acte.langue), par }), STRONG]);
    const check = label('etatActuel', { url: shortUrl(url) });
    rows.push([check, onOneLine(doc, check, STRONG, WIDTH)], [label('empreinte', { empreinte }), FOOT]);
  }
  if (acte.demonstration) rows.push([label('demonstration'), STRONG]);
  if (rows.length === 0) return;
  doc.rect(0, 0, PAGE.width, rows.length * 9 + 5).fill(INK.tint);
  for (const [i, [words, style]] of rows.entries()) line(doc, words, { ...style, align: 'center' }, PAGE.left, 2 + i * 9, WIDTH);
}

function runningHead(doc: Doc, acte: ActeCompose, marque: Marque, label: Labels): void {
  const half = WIDTH / 2;
  line(doc, acte.garant.nom, { ...HEAD, font: 'semibold', color: INK.petrol }, PAGE.left, 48, half);
  line(
    doc,
    acte.numero ? label('numero', { numero: acte.numero }) : mention(acte, marque, label),
    { ...HEAD, align: 'right' },
    PAGE.left + half,
    48,
    half,
  );
  rule(doc, 63);
}

function foot(doc: Doc, acte: ActeCompose, marque: Marque, label: Labels, page: string): void {
  const top = PAGE.height - PAGE.bottom + 14;
  rule(doc, top - 6);
  const sealed = 'code' in marque;
  const left = WIDTH - 100;
  line(doc, mention(acte, marque, label), STRONG, PAGE.left, top, left);
  line(doc, page, { ...STRONG, align: 'right' }, PAGE.left + left, top, 100);
  if (sealed) {
    const check = label('verifier', { url: shortUrl(marque.urlVerification) });
    line(doc, check, onOneLine(doc, check, FOOT, left), PAGE.left, top + 11, left);
    line(doc, showControlCode(marque.code), { ...STRONG, align: 'right' }, PAGE.left + left, top + 11, 100);
  }
  const from = top + (sealed ? 22 : 12);
  const words = acte.piedDePage.join('\n');
  setStyle(doc, FOOT);
  // The insurer is named whole, with its address: smaller where its name is long.
  for (let { size } = FOOT; size > 3 && doc.heightOfString(words, { width: WIDTH }) > PAGE.height - 14 - from; size -= 0.3)
    doc.fontSize(size);
  doc.text(words, PAGE.left, from, { width: WIDTH });
}

/** An address as a person types it. */
const shortUrl = (url: string): string => url.replace(/^https?:\/\//, '');
