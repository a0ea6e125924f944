/** Prints a composed act: tagged PDF/A-3 with its fonts, its data attached, and on every page what the print is and how to check it. */
import { formatInstant, startOfDay } from '../kit/dates.js';
import type { ActeCompose, Marque } from './acte.js';
import { mention, writeArticles, writeHeading, writeSignature, writeSummary } from './body.js';
import { showControlCode } from '../kit/control-code.js';
import { acteXml } from './data-xml.js';
import { labels, type Labels } from './labels.js';
import { INK } from './ornaments.js';
import { artifact, line, openSheet, PAGE, rule, setStyle, WIDTH, type Style } from './sheet.js';

type Doc = PDFKit.PDFDocument;

const FOOT: Style = { font: 'regular', size: 6.7, color: INK.soft };
const STRONG: Style = { font: 'semibold', size: 7.2, color: INK.petrol };
const HEAD: Style = { font: 'regular', size: 8, color: INK.soft };
const LOCALES = { fr: 'fr-FR', en: 'en-GB' } as const;

/**
 * The PDF of an act, complete and valid without a seal; originals and duplicates are then given to `seal`.
 * A draft and a specimen carry their word across each page and no code.
 */
export async function renderActe(acte: ActeCompose, marque: Marque): Promise<Buffer> {
  const label = labels(acte.langue);
  const date = marque.type === 'duplicata' ? marque.editeLe : acte.dateEmission ? startOfDay(acte.dateEmission) : undefined;
  const sheet = openSheet({
    title: acte.numero ? `${acte.titre} – ${acte.numero}` : acte.titre,
    author: acte.garant.nom,
    subject: label('sujet'),
    language: LOCALES[acte.langue],
    ...(date && { date }),
  });
  const { doc } = sheet;
  writeHeading(sheet, acte, marque, label);
  writeSummary(sheet, acte);
  writeArticles(sheet, acte.articles);
  writeSignature(sheet, acte, label);
  stampPages(doc, acte, marque, label);
  doc.file(acteXml(acte), {
    name: 'acte.xml',
    type: 'application/xml',
    description: label('donnees'),
    relationship: 'Data',
    creationDate: date ?? new Date(0),
    modifiedDate: date ?? new Date(0),
  } as PDFKit.Mixins.PDFAttachmentOptions);
  return sheet.close();
}

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
      if (marque.type === 'duplicata') duplicateBand(doc, marque, acte, label);
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

function duplicateBand(doc: Doc, marque: Extract<Marque, { type: 'duplicata' }>, { langue }: ActeCompose, label: Labels): void {
  const { rang, par, empreinte, urlVerification: url } = marque;
  doc.rect(0, 0, PAGE.width, 32).fill(INK.tint);
  const date = formatInstant(marque.editeLe, langue);
  line(doc, label('duplicata', { rang, date, par, url: shortUrl(url) }), { ...STRONG, size: 7.4, align: 'center' }, 24, 7, PAGE.width - 48);
  line(doc, label('empreinte', { empreinte }), { ...FOOT, align: 'center' }, 24, 18, PAGE.width - 48);
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
  const top = PAGE.height - PAGE.bottom + 22;
  rule(doc, top - 7);
  const sealed = 'code' in marque;
  const left = WIDTH - 100;
  line(doc, mention(acte, marque, label), STRONG, PAGE.left, top, left);
  line(doc, page, { ...STRONG, align: 'right' }, PAGE.left + left, top, 100);
  if (sealed) {
    line(doc, label('verifier', { url: shortUrl(marque.urlVerification) }), FOOT, PAGE.left, top + 11, left);
    line(doc, showControlCode(marque.code), { ...STRONG, align: 'right' }, PAGE.left + left, top + 11, 100);
  }
  setStyle(doc, FOOT);
  let y = top + (sealed ? 22 : 12);
  for (const words of acte.piedDePage) {
    doc.text(words, PAGE.left, y, { width: WIDTH });
    y = doc.y;
  }
}

/** An address as a person types it. */
const shortUrl = (url: string): string => url.replace(/^https?:\/\//, '');
