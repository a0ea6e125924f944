/** The paper of an act: A4, tagged PDF/A-3, text that flows from page to page without leaving a title alone at the foot. */
import PDFDocument from 'pdfkit';
import { registerFonts, type FontName } from '../kit/pdf-fonts.js';
import { INK } from './ornaments.js';

/** Points. The body of the first page starts where its heading ends. */
export const PAGE = { width: 595.28, height: 841.89, left: 56, right: 56, top: 71, bottom: 84 } as const;
export const WIDTH = PAGE.width - PAGE.left - PAGE.right;
const BODY_END = PAGE.height - PAGE.bottom;
/** Height of the body of a page. */
export const BODY_HEIGHT = BODY_END - PAGE.top;

export interface Style {
  readonly font: FontName;
  readonly size: number;
  readonly color: string;
  readonly lineGap?: number;
  readonly align?: 'left' | 'right' | 'center' | 'justify';
  readonly characterSpacing?: number;
}

export interface PaperSheet {
  readonly doc: PDFKit.PDFDocument;
  readonly root: PDFKit.PDFStructureElement;
  /** The letters of its articles. */
  readonly body: Style;
}

/** A sheet not finished: `close` gives its bytes. */
export interface OpenSheet extends PaperSheet {
  readonly close: () => Promise<Buffer>;
}

export interface SheetInfo {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly language: string;
  /** When it is composed. */
  readonly date: Date;
  readonly body: Style;
}

/** A new document, and the promise of its bytes once `close` is called. */
export function openSheet({ title, author, subject, language, date, body }: SheetInfo): OpenSheet {
  const doc = new PDFDocument({
    subset: 'PDF/A-3a',
    pdfVersion: '1.7',
    tagged: true,
    lang: language,
    displayTitle: true,
    size: 'A4',
    margins: { left: PAGE.left, right: PAGE.right, top: PAGE.top, bottom: PAGE.bottom },
    bufferPages: true,
    font: '',
    info: {
      Title: title,
      Author: author,
      Subject: subject,
      Creator: 'Cautionet',
      Producer: 'Cautionet',
      CreationDate: date,
    },
  });
  registerFonts(doc);
  const chunks: Buffer[] = [];
  const bytes = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  const root = doc.struct('Document');
  doc.addStructure(root);
  const close = (): Promise<Buffer> => {
    root.end();
    doc.end();
    return bytes;
  };
  return { doc, root, body, close };
}

export function setStyle(doc: PDFKit.PDFDocument, { font, size, color }: Style): void {
  doc.font(font).fontSize(size).fillColor(color);
}

const optionsOf = ({ lineGap = 0, align = 'left', characterSpacing }: Style, width: number): PDFKit.Mixins.TextOptions => ({
  width,
  align,
  lineGap,
  ...(characterSpacing && { characterSpacing }),
});

/** Writes one tagged block of text (`H1`, `H2`, `P`) at `x`, from `y` or where the last one ended. Leaves `doc.y` below it. */
export function write(
  { doc, root }: PaperSheet,
  tag: string,
  text: string,
  style: Style,
  at: { x?: number; y?: number; width?: number } = {},
): void {
  const { x = PAGE.left, y = doc.y, width = WIDTH } = at;
  root.add(
    doc.struct(tag, {}, () => {
      setStyle(doc, style);
      doc.text(text, x, y, optionsOf(style, width));
    }),
  );
}

export function heightOf({ doc }: PaperSheet, text: string, style: Style, width = WIDTH): number {
  setStyle(doc, style);
  return doc.heightOfString(text, optionsOf(style, width));
}

/** Room left on the page, in points. */
export const roomLeft = ({ doc }: PaperSheet): number => BODY_END - doc.y;

/** Starts a new page unless `height` points are left on this one. */
export function ensureRoom(sheet: PaperSheet, height: number): void {
  if (roomLeft(sheet) < height) sheet.doc.addPage();
}

/** Draws something that is not content: lines, ornaments, running heads. */
export function artifact(doc: PDFKit.PDFDocument, draw: () => void): void {
  doc.markContent('Artifact', { type: 'Layout' });
  draw();
  doc.endMarkedContent();
}

/** A style made smaller until its text holds on one line of `width`: what must be read whole is never shortened. */
export function onOneLine(doc: PDFKit.PDFDocument, text: string, style: Style, width: number): Style {
  setStyle(doc, style);
  return { ...style, size: Math.min(style.size, (style.size * width) / doc.widthOfString(text)) };
}

/** One line of text outside the flow, shortened where it does not fit: running heads and feet. Inside `artifact`. */
export function line(doc: PDFKit.PDFDocument, text: string, style: Style, x: number, y: number, width: number): void {
  setStyle(doc, style);
  doc.text(text, x, y, { ...optionsOf(style, width), height: style.size * 1.4, ellipsis: true });
}

/** A hairline across the body. */
export function rule(doc: PDFKit.PDFDocument, y: number, color: string = INK.line): void {
  doc
    .moveTo(PAGE.left, y)
    .lineTo(PAGE.left + WIDTH, y)
    .lineWidth(0.6)
    .strokeColor(color)
    .strokeOpacity(1)
    .stroke();
}
