/** A letter of one page or more: who writes, to whom, about what, and its paragraphs; tagged for screen readers. */
import PDFDocument from 'pdfkit';
import type { Language } from './money.js';
import { registerFonts } from './pdf-fonts.js';
import { qrCode } from './pdf-qr.js';

export interface PdfLetterOptions {
  readonly language: Language;
  /** What it is, above everything: a draft. */
  readonly note: string;
  /** Lines: a name, then an address. */
  readonly sender: readonly string[];
  readonly recipient: readonly string[];
  /** Place and day. */
  readonly dateline: string;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** Who signs. */
  readonly signature: readonly string[];
  readonly date: Date;
  /** Where what it is about is checked. */
  readonly qr?: { readonly url: string; readonly alt: string; readonly caption: string };
}

const MARGIN = 62;
const RECIPIENT_X = 320;
const SIZE = 10.5;
const QR = 74;
const INK = { text: '#12262b', soft: '#4b6067', brand: '#0c5361' } as const;

type Look = { readonly font?: 'regular' | 'semibold'; readonly color?: string; readonly size?: number; readonly x?: number };

/** The bytes of the letter, A4. */
export async function pdfLetter(letter: PdfLetterOptions): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    pdfVersion: '1.7',
    tagged: true,
    lang: letter.language === 'fr' ? 'fr-FR' : 'en-GB',
    displayTitle: true,
    info: { Title: letter.subject, Author: letter.sender[0] ?? '', CreationDate: letter.date },
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Buffer>((resolve) => doc.on('end', () => resolve(Buffer.concat(chunks))));
  registerFonts(doc);
  const root = doc.struct('Document');
  doc.addStructure(root);

  function write(tag: string, text: string, { font = 'regular', color = INK.text, size = SIZE, x = MARGIN }: Look = {}): void {
    const draw = () =>
      doc
        .font(font)
        .fontSize(size)
        .fillColor(color)
        .text(text, x, doc.y, { width: doc.page.width - MARGIN - x, lineGap: 2 });
    root.add(doc.struct(tag, {}, [draw]));
  }

  write('P', letter.note, { size: 8.5, color: INK.soft });
  doc.moveDown(1.4);
  const [name = '', ...address] = letter.sender;
  write('P', name, { font: 'semibold', color: INK.brand, size: 12 });
  for (const line of address) write('P', line, { color: INK.soft });
  doc.moveDown(1.6);
  for (const line of letter.recipient) write('P', line, { x: RECIPIENT_X });
  doc.moveDown(1.4);
  write('P', letter.dateline, { x: RECIPIENT_X });
  doc.moveDown(1.8);
  write('H1', letter.subject, { font: 'semibold' });
  doc.moveDown(1);
  for (const paragraph of letter.paragraphs) {
    write('P', paragraph);
    doc.moveDown(0.7);
  }
  doc.moveDown(1.2);
  for (const line of letter.signature) write('P', line, { x: RECIPIENT_X });
  if (letter.qr) {
    const { url, alt, caption } = letter.qr;
    const y = Math.min(doc.y + 20, doc.page.height - MARGIN - QR - 14);
    root.add(
      doc.struct('Figure', { alt, bbox: [MARGIN, y, MARGIN + QR, y + QR] } as PDFKit.Mixins.StructureElementOptions, () =>
        qrCode(doc, url, MARGIN, y, QR),
      ),
    );
    doc.y = y + QR + 4;
    write('P', caption, { size: 8.5, color: INK.soft });
  }
  root.end();
  doc.end();
  return done;
}
